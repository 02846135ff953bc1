/** The one entry of class-transformer that ships without types: class-validator-jsonschema needs it to follow nested classes. */
declare module 'class-transformer/cjs/storage' {
  export const defaultMetadataStorage: object;
}
