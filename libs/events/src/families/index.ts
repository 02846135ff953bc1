/** The families of the catalogue. A new one is a folder beside these, and a line here. */
export * from './complaint/complaint';
export * from './correction/correction';
export * from './inquiry/inquiry';
export * from './interview/interview';
export * from './observation/observation';
export * from './reference/reference';
export * from './survey/survey';
export * from './transaction/transaction';
export * from './visit/visit';
