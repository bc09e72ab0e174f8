/** CloudFormation, in YAML and JSON, with what SAM and the language extensions add. */
import type { Dialect } from '../dialect.ts';
import { detect } from './detect.ts';
import { mayExport } from './export-names.ts';
import { lowerTemplates } from './lower.ts';
import { deploymentsOf } from './stacks.ts';
import { tiesOf } from './ties.ts';
import { writeTemplates } from './write.ts';

export const cloudformation: Dialect = {
	id: 'cloudformation',
	name: 'CloudFormation',
	detect,
	ties: tiesOf,
	mayExport,
	deployments: deploymentsOf,
	lower: lowerTemplates,
	write: writeTemplates,
};
