/** Messages between the log and its writer thread. */

export type WriterRequest =
  | {
      readonly kind: 'append';
      readonly id: number;
      readonly topic: number;
      readonly frame: ArrayBuffer;
      /** Where the records are copied from another log; else now counts. */
      readonly appendedAtMs: number | undefined;
    }
  | {
      readonly kind: 'commit';
      readonly id: number;
      readonly topic: number;
      readonly group: string;
      readonly offset: number;
    }
  | { readonly kind: 'close'; readonly id: number };

export type WriterAnswer =
  | { readonly id: number; readonly duplicates: readonly number[]; readonly topic: number; readonly nextOffset: number }
  | { readonly id: number; readonly failure: string };
