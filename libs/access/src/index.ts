/** Access and privacy: pseudonyms, personal data at the door, tokens. */
export { findPersonalData, type IsIdentifier, type PersonalDataFinding } from './personal-data';
export { PseudonymKeyError } from './pseudonym-key';
export { type KeySource, Pseudonymiser } from './pseudonymiser';
export { tokensMatch } from './tokens';
