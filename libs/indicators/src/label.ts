/** Texts for readers, in both languages. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}
