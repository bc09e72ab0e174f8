import type { Resource } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, familyOf, INSTANCE, standsAlone, TLS_PARAMETERS, versionParts } from './facts.ts';

const GROUP = 'AWS::RDS::DBParameterGroup';

export default defineRule({
	id: 'rds/force-tls',
	title: 'Databases demand TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: TLS_PARAMETERS.source,
	on: INSTANCE,
	fixes: 'choice',
	review(database, design, report) {
		const family = familyOf(database);
		const demand = family && TLS_PARAMETERS.table[family];
		if (!family || !demand || standsAlone(database) !== 'yes') return;
		for (const name of database.at('DBParameterGroupName').alternatives) {
			const group = design.follow(name, GROUP);
			const usual = name.exists === 'no' || /^default\./.test(name.string ?? '');
			if (!group && !usual) continue;
			const says = `${ENGINE_NAMES[family]} accepts connections without TLS, on which passwords and rows can be read`;
			const parameters = group?.at('Parameters');
			const [, value] = parameters?.entries.find(([key]) => key === demand.parameter) ?? [];
			if (group && value) {
				for (const one of value.alternatives) {
					if (one.test(scalar => ['1', 'on', 'true'].includes(String(scalar).toLowerCase())) !== 'no') continue;
					report(one, `${group.name} sets ${demand.parameter} to ${one.scalar}: ${database.name} on ${says}.`, { related: [database], about: group, fix: [turnOn(group, demand.parameter)] });
				}
				continue;
			}
			// Newer versions demand it by themselves; of a version that is not known nothing can be said.
			if (parameters?.raw.some(({ value }) => value.kind !== 'absent' && (value.kind !== 'map' || value.open)) || demandsBy(database, group, demand.from) !== 'no') continue;
			report(group ?? name, `${group ? `${group.name} does not set ${demand.parameter}` : `${database.name} has no parameter group that sets ${demand.parameter}`}: ${database.name} on ${says}.`, {
				...(group && { related: [database], about: group, fix: [turnOn(group, demand.parameter)] }),
			});
		}
	},
});

/** Whether the engine demands TLS unless told otherwise. */
function demandsBy(database: Resource, group: Resource | undefined, from: readonly number[]): 'yes' | 'no' | 'maybe' {
	if (from[0] === Number.POSITIVE_INFINITY) return 'no';
	const family = group?.at('Family').string?.replace(/^[a-z]+/, '').split('.').map(Number);
	const version = family && !family.some(Number.isNaN) ? family : versionParts(database.at('EngineVersion'));
	if (!version) return 'maybe';
	for (const [index, least] of from.entries()) {
		const part = version[index];
		if (part === undefined) return 'maybe';
		if (part !== least) return part > least ? 'yes' : 'no';
	}
	return 'yes';
}

/** Names of parameters have dots, which a path would take apart. */
function turnOn(group: Resource, parameter: string): FixSpec {
	return {
		title: `Demand TLS by ${group.name}`, effect: 'changes behaviour',
		change: change => void change.changes.push({ kind: 'set', resource: group.id, path: ['Parameters', parameter], value: '1' }),
	};
}
