/** All dialects, in the order in which documents are held against them. */
import { cloudformation } from '../engine/dialects/cloudformation/cloudformation.ts';
import type { Dialect } from '../engine/dialects/dialect.ts';
import { policy } from '../engine/dialects/policy/policy.ts';
import { terraform } from '../engine/dialects/terraform/terraform.ts';

export const dialects: readonly Dialect[] = [cloudformation, policy, terraform];
