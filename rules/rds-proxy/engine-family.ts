import { PROXY, targetsOf } from '../../engine/queries/db-proxies.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { FAMILIES } from './facts.ts';

export default defineRule({
	id: 'rds-proxy/engine-family',
	title: 'A proxy speaks the language of the database behind it',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: FAMILIES.source,
	on: PROXY,
	fixes: 'fix',
	review(proxy, _design, report) {
		for (const family of proxy.at('EngineFamily').alternatives) {
			if (family.exists !== 'yes' || family.string === undefined) continue;
			for (const { at, database } of targetsOf(proxy)) {
				for (const engine of database?.at('Engine').alternatives ?? []) {
					const name = engine.string?.toLowerCase();
					const wanted = name !== undefined && Object.hasOwn(FAMILIES.table, name) ? FAMILIES.table[name] : undefined;
					const never = /^(oracle|db2|custom)-/.test(name ?? '');
					if (!database || (!wanted && !never) || family.string.toUpperCase() === wanted || !engine.together(family)) continue;
					report(family, wanted
						? `${proxy.name} speaks ${family.string}, and ${database.name} behind it runs ${engine.string}, which needs ${wanted}.`
						: `${proxy.name} stands before ${database.name}, which runs ${engine.string}; RDS Proxy has no family for it (as of ${FAMILIES.asOf}).`, {
						related: [at, engine],
						...(wanted && { fix: { title: `Speak ${wanted}`, effect: 'replaces the resource' as const, change: change => change.set(family, wanted) } }),
					});
				}
			}
		}
	},
});
