/**
 * What corrects the record as a whole and no single event (clause 4.3.2): customers that were one, erasures, late imports. They stand
 * under the heading of the catalogue that they have there, as the events of `reference` do. Case: the customer, or the batch.
 */
import { Family, field } from '../../family';
import { Clauses, Count, CustomerRef, Identifier, Instant, Optional } from '../../fields';
import { instantMs } from '../../instant';

/** Both references are of one customer. Which is named first does not matter: merges join, in any order. */
@Clauses('4.3.2')
export class IdentityMerged {
  @CustomerRef('from_customer_id') from_customer_ref: string;
  @CustomerRef('to_customer_id') to_customer_ref: string;
}

@Clauses('4.3.2')
export class PersonalDataErased {
  @CustomerRef() customer_ref: string;
  /** The key that was destroyed, so that what it had sealed cannot be read again. */
  @Identifier() key_id: string;
  @Optional() @Identifier() scope?: string;
  @Optional() @Identifier() legal_basis?: string;
}

/** Announces events that come long after they happened, e.g. from a branch that was cut off. */
@Clauses('4.3.2')
export class LateBatchImported {
  @Identifier() batch_id: string;
  /** Source of the events. */
  @Identifier() source: string;
  @Instant() time_from: string;
  @Instant() time_to: string;
  @Count({ unit: '1' }) n: number;
  @Optional() @Identifier() reason?: string;
}

export const correction = new Family({
  name: 'correction',
  caseKey: field('customer_ref'),
  events: {
    identity_merged: {
      data: IdentityMerged,
      bankWide: true,
      caseKey: field('from_customer_ref'),
      rules: ({ from_customer_ref: from, to_customer_ref: to }) =>
        from !== undefined && from === to ? [sameCustomer] : [],
    },
    personal_data_erased: { data: PersonalDataErased, bankWide: true },
    late_batch_imported: {
      data: LateBatchImported,
      bankWide: true,
      caseKey: field('batch_id'),
      rules: ({ time_from: from, time_to: to }) => (isBefore(to, from) ? [endBeforeBeginning] : []),
    },
  },
});

const sameCustomer = {
  pointer: '/data/to_customer_ref',
  code: 'conflict',
  message: 'Both references are the same already; there is nothing to merge.',
};
const endBeforeBeginning = {
  pointer: '/data/time_to',
  code: 'range',
  message: 'time_to must not lie before time_from.',
};

function isBefore(instant: unknown, other: unknown): boolean {
  return typeof instant === 'string' && typeof other === 'string' && instantMs(instant) < instantMs(other);
}
