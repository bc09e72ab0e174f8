import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { COMMON_SIZES, classParts, familyOf, INSTANCE, NO_GRAVITON, PREVIOUS_GENERATION } from './facts.ts';

export default defineRule({
	id: 'rds/instance-class-retired',
	title: 'Instances are of a current generation',
	severity: 'warning',
	pillar: 'performance',
	since: '0.1.0',
	source: PREVIOUS_GENERATION.source,
	on: INSTANCE,
	fixes: 'choice',
	review(database, _design, report) {
		const engine = familyOf(database);
		for (const type of database.at('DBInstanceClass').alternatives) {
			const parts = classParts(type.string ?? '');
			const newer = parts && PREVIOUS_GENERATION.table[parts.family];
			// Which classes Aurora has at all is told elsewhere.
			if (!parts || !newer || (engine === 'aurora' && !/^[rt]/.test(parts.family))) continue;
			const sizes = COMMON_SIZES[parts.family.startsWith('t') ? 't' : 'm'] ?? [];
			const graviton = engine !== undefined && !NO_GRAVITON.table.includes(engine) && engine !== 'custom';
			const choices = sizes.includes(parts.size) ? newer.filter(family => graviton || !family.endsWith('g')) : [];
			report(type, `${database.name} runs on ${parts.family} instances, a previous generation that RDS is giving up (as of ${PREVIOUS_GENERATION.asOf}); newer ones cost less for the same work.`, {
				tags: ['deprecated'],
				fix: choices.map(family => ({
					title: `Use db.${family}.${parts.size} for ${database.name}`, effect: 'changes behaviour' as const,
					change: (change: ChangeBuilder) => void change.set(type, `db.${family}.${parts.size}`),
				})),
			});
		}
	},
});
