/** The families of the catalogue. A new one is a folder beside these and a line here. */
import type { Family } from '../family';
import { complaint } from './complaint/complaint';
import { reference } from './reference/reference';
import { survey } from './survey/survey';
import { transaction } from './transaction/transaction';
import { visit } from './visit/visit';

export const FAMILIES: readonly Family[] = [reference, visit, transaction, complaint, survey];
