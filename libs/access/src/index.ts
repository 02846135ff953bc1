/** Access and privacy: pseudonyms, personal data at the door, tokens. */
export { findPersonalData, type IsIdentifier, type PersonalDataFinding } from './personal-data';
export { Pseudonymiser, PseudonymKeyError } from './pseudonymiser';
export { tokensMatch } from './tokens';
