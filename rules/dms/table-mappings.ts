import type { Property, Resource } from '../../engine/model/resource.ts';
import type { Value } from '../../engine/model/value.ts';
import { type FixSpec, type Report, defineRule } from '../../engine/review/rule.ts';
import { TASKS } from './facts.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** All tables of all schemas. */
const EVERYTHING = { 'rule-type': 'selection', 'rule-id': '1', 'rule-name': '1', 'object-locator': { 'schema-name': '%', 'table-name': '%' }, 'rule-action': 'include' };

export default defineRule({
	id: 'dms/table-mappings',
	title: 'Tasks say which tables they move, in JSON that DMS reads',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.html',
	on: TASKS,
	fixes: 'choice',
	review(task, _design, report) {
		const settings = task.at(task.type === 'AWS::DMS::ReplicationTask' ? 'ReplicationTaskSettings' : 'ReplicationSettings');
		for (const one of settings.alternatives) {
			const read = jsonOf(one);
			if (read && 'error' in read) report(one, `${one.label} of ${task.name} are not valid JSON (${read.error}); DMS refuses them.`);
		}
		for (const mappings of task.at('TableMappings').alternatives) {
			const read = jsonOf(mappings);
			if (read && 'error' in read) report(mappings, `${mappings.label} of ${task.name} are not valid JSON (${read.error}); DMS refuses them.`);
			else if (read) reviewRules(task, mappings, read.json, report);
		}
	},
});

function reviewRules(task: Resource, mappings: Property, json: Json, report: Report): void {
	const rules = isMap(json) && Array.isArray(json.rules) ? json.rules.filter(isMap) : [];
	const select: FixSpec = { title: 'Select all tables', effect: 'changes behaviour', change: change => change.set(mappings, JSON.stringify({ rules: [EVERYTHING, ...rules] })) };
	if (!rules.some(rule => rule['rule-type'] === 'selection')) {
		const text = mappings.value?.kind === 'known' && rules.length === 0;
		report(mappings, `${mappings.label} of ${task.name} have no selection rule: the task has no table to move, and DMS refuses it.`, text ? { fix: select } : {});
	}
	for (const name of ['rule-id', 'rule-name']) {
		const given = rules.map(rule => rule[name]).filter(one => typeof one === 'string' || typeof one === 'number').map(String);
		const twice = given.find((one, index) => given.indexOf(one) !== index);
		if (twice !== undefined) report(mappings, `${mappings.label} of ${task.name} have the ${name} ${twice} more than once; DMS wants each to be unique.`);
	}
}

/** What stands here, if all of it is known: text that must be JSON, or the same as a map. */
function jsonOf(property: Property): { json: Json } | { error: string } | undefined {
	const { value } = property;
	if (value?.kind === 'known' && typeof value.scalar === 'string') {
		try {
			return { json: JSON.parse(value.scalar) as Json };
		} catch (error) {
			return { error: (error as Error).message.replace(/ in JSON at position.*| \(line.*/s, '') };
		}
	}
	const json = value && plain(value);
	return json === undefined || typeof json !== 'object' ? undefined : { json };
}

function plain(value: Value): Json | undefined {
	if (value.kind === 'known') return value.scalar;
	if (value.kind === 'list' && !value.open) {
		const items = value.items.map(plain);
		return items.every(one => one !== undefined) ? items : undefined;
	}
	if (value.kind !== 'map' || value.open) return undefined;
	const entries = [...value.entries].map(([name, entry]) => [name, plain(entry.value)] as const);
	return entries.every(([, one]) => one !== undefined) ? Object.fromEntries(entries) as Json : undefined;
}

function isMap(json: Json): json is { readonly [key: string]: Json } {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
