/** CloudFormation, in YAML and JSON, with what SAM and the language extensions add. */
import type { Dialect } from '../dialect.ts';
import { detect } from './detect.ts';
import { lowerTemplates } from './lower.ts';
import { writeTemplates } from './write.ts';

export const cloudformation: Dialect = {
	id: 'cloudformation',
	name: 'CloudFormation',
	detect,
	lower: lowerTemplates,
	write: (sources, _design, changes) => writeTemplates(sources, changes),
};
