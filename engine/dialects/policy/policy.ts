/** Policies that stand alone in a JSON file, as they are pasted into a console or read by a script. */
import type { Dialect } from '../dialect.ts';
import { detect } from './detect.ts';
import { lowerPolicies } from './lower.ts';
import { writePolicies } from './write.ts';

export const policy: Dialect = { id: 'policy', name: 'Policy', detect, lower: lowerPolicies, write: writePolicies };
