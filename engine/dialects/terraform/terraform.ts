/** Terraform, in HCL and in its JSON syntax: a directory is one module. The grammar must be loaded first, see syntax/hcl-grammar.ts. */
import type { Dialect } from '../dialect.ts';
import { detect } from './detect.ts';
import { lower } from './lower.ts';
import { furtherDirectories } from './module-tree.ts';
import { write } from './write.ts';

export const terraform: Dialect = { id: 'terraform', name: 'Terraform', detect, further: furtherDirectories, lower, write };
