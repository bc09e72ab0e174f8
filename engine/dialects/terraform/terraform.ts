/**
 * Terraform, in HCL and in its JSON syntax: a directory is one module. The grammar must be loaded first, see syntax/hcl-grammar.ts.
 * What Terraform has evaluated, a plan or a state, is a design in one document.
 */
import type { Dialect } from '../dialect.ts';
import { detect } from './detect.ts';
import { lower } from './lower.ts';
import { furtherDirectories } from './module-tree.ts';
import { filesNamed } from './text-files.ts';
import { shownIn } from './shown/document.ts';
import { evaluated, lowerShown } from './shown/lower.ts';
import { write } from './write.ts';

export const terraform: Dialect = {
	id: 'terraform', name: 'Terraform', detect, further: furtherDirectories, files: filesNamed, evaluated,
	lower: sources => lowerShown(sources) ?? lower(sources),
	write: (sources, design, changes) => {
		const shown = shownIn(sources.documents);
		return shown ? { refused: `a ${shown.kind} is not changed; change the configuration` } : write(sources, design, changes);
	},
};
