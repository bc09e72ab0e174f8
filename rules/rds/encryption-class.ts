import { defineRule } from '../../engine/review/rule.ts';
import { INSTANCE, UNENCRYPTED_CLASSES } from './facts.ts';

/** Classes of about the same size that every engine offers; the reader chooses. */
const INSTEAD: readonly (readonly [start: string, classes: readonly string[]])[] = [
	['db.t2.', ['db.t4g.micro', 'db.t3.micro']],
	['db.m1.', ['db.m7g.large', 'db.m6i.large']],
	['db.m2.', ['db.r7g.large', 'db.r6i.large']],
];

export default defineRule({
	id: 'rds/encryption-class',
	title: 'The instance class can encrypt its storage',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: UNENCRYPTED_CLASSES.source,
	on: INSTANCE,
	fixes: 'choice',
	review(database, _design, report) {
		const encrypted = database.at('StorageEncrypted');
		for (const size of database.at('DBInstanceClass').alternatives) {
			const name = size.string;
			if (name === undefined || !(UNENCRYPTED_CLASSES.table as readonly string[]).includes(name)) continue;
			for (const on of encrypted.alternatives) {
				if (on.is(true) !== 'yes' || !on.together(size)) continue;
				report(size, `${database.name} is to be encrypted, and instances of class ${name} cannot be (as of ${UNENCRYPTED_CLASSES.asOf}).`, {
					related: [on],
					fix: (INSTEAD.find(([start]) => name.startsWith(start))?.[1] ?? []).map(other => ({
						title: `Use ${other} for ${database.name}`, effect: 'changes behaviour' as const, change: change => void change.set(size, other),
					})),
				});
			}
		}
	},
});
