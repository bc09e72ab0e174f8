/**
 * A template as resources of the model. What resources there are is said at once; the properties of each are lowered when they
 * are asked for. CloudFormation lowers almost by identity; what SAM creates is said in sam/.
 */
import { type Block, type DesignProblem, type Lowered, type LoweredProperties, type LoweredResource, OUTPUT } from '../../model/lowered.ts';
import type { Condition, MapEntry, MapValue } from '../../model/value.ts';
import { get } from '../../syntax/tree.ts';
import type { Sources } from '../dialect.ts';
import { type Declared, declaredResources } from './declared.ts';
import { Evaluator } from './evaluate.ts';
import { entriesOf, isEmpty, keyOf, stringOf } from './nodes.ts';
import { type Creation, type Extension, serverless } from './sam/serverless.ts';
import { Stacks } from './stacks.ts';
import type { Template } from './template.ts';

/** Attributes of a resource that are no properties; the model keeps them under `@` and their name. */
export const attributes = ['DeletionPolicy', 'UpdateReplacePolicy', 'DependsOn', 'Metadata', 'CreationPolicy', 'UpdatePolicy', 'Condition'];

/** A design is one stack, in the midst of those that it is tied to. */
export function lowerTemplates(sources: Sources): Lowered {
	const { all, ties, resources } = stacksOf(sources);
	const documents = new Map(all.map(template => [template.uri, template]));
	return {
		dialect: 'cloudformation',
		resources,
		outputs: all.flatMap(outputsOf),
		blocks: [...[...documents.values()].flatMap(template => template.blocks()), ...ties ? [ties] : []],
		problems: [...documents.values()].flatMap(template => template.tree.problems.map(({ message, range }): DesignProblem => ({ message, site: template.site(range), severity: 'error' }))),
		incomplete: all[0]?.incomplete ?? [],
	};
}

/** The stacks with their resources, to which each may then refer. */
export function stacksOf(sources: Sources): { readonly all: readonly Template[]; readonly ties: Block | undefined; readonly resources: readonly LoweredResource[] } {
	const { all, ties } = new Stacks(sources);
	return { all, ties, resources: all.flatMap(resourcesOf) };
}

function resourcesOf(template: Template): readonly LoweredResource[] {
	const declared = declaredResources(template);
	const creations = new Map<string, Creation>();
	const extensions: Extension[] = [];
	for (const one of declared) {
		const created = serverless(one, template) ?? { creations: [{ id: one.id, type: one.type, declared: one }], extensions: [] };
		for (const creation of created.creations) if (!creations.has(creation.id)) creations.set(creation.id, creation);
		extensions.push(...created.extensions);
	}
	for (const { id, names = [] } of creations.values()) for (const name of [id, ...names]) template.names.set(name, template.idOf(id));
	return [...creations.values()].map(creation => resourceOf(creation, extensions.filter(one => one.target === creation.id), template));
}

/** What must hold for a stack to be there: the conditions of the resources that nest it. */
function whenNested({ call }: Template): readonly Condition[] {
	if (!call) return [];
	const condition = stringOf(get(call.declared.entry.value, 'Condition'));
	return [...whenNested(call.template), ...condition === undefined ? [] : call.template.conditions.when(condition, true)];
}

/** The resources that nest a stack, the outermost first. */
function callsOf({ call }: Template): NonNullable<LoweredResource['calls']> {
	return call ? [...callsOf(call.template), { name: call.declared.id, site: call.template.site(call.declared.entry.key.range) }] : [];
}

function outputsOf(template: Template): readonly LoweredResource[] {
	return [...entriesOf(get(template.tree.root, 'Outputs')).values()].filter(entry => entry.value?.kind === 'map').map((entry): LoweredResource => {
		const name = keyOf(entry), site = template.site(entry.key.range, entry.key.range);
		const condition = new Evaluator(template).text(get(entry.value, 'Condition'));
		const when = condition === undefined ? [] : template.conditions.when(condition, true);
		return {
			id: template.idOf(`Outputs.${name}`), type: OUTPUT, name, address: `Outputs.${name}`, site, blocks: [template.block('Outputs')], when,
			lower: () => {
				const scope = new Evaluator(template, undefined, when);
				const node = get(entry.value, 'Value');
				if (condition !== undefined) scope.readConditions();
				const entries = new Map<string, MapEntry>(node ? [['Value', { key: site, value: scope.value(node, site.range) }]] : []);
				return { value: { kind: 'map', entries, site }, reads: [...scope.reads] };
			},
		};
	});
}

function resourceOf(creation: Creation, extensions: readonly Extension[], template: Template): LoweredResource {
	const { id, type, declared } = creation;
	const { entry, block, bindings, multiplicity, instances } = declared;
	const condition = new Evaluator(template, bindings).text(get(entry.value, 'Condition'));
	const when = [...whenNested(template), ...condition === undefined ? [] : template.conditions.when(condition, true)];
	const calls = callsOf(template);
	const origin = stringOf(get(get(entry.value, 'Metadata'), 'aws:cdk:path'));
	return {
		id: template.idOf(id), type, name: id, address: id, site: template.site(entry.key.range, entry.key.range), blocks: [block],
		when,
		...(calls.length > 0 && { calls }),
		...(multiplicity && { multiplicity }),
		...(instances !== undefined && { instances }),
		...(origin !== undefined && { origin }),
		lower: () => propertiesOf(creation, when, extensions, template),
	};
}

function propertiesOf({ id, declared, properties }: Creation, when: readonly Condition[], extensions: readonly Extension[], template: Template): LoweredProperties {
	const { entry, block, bindings } = declared;
	const scope = new Evaluator(template, bindings, when);
	const site = template.site(entry.key.range, entry.key.range);
	const own = properties ? properties(scope) : declaredProperties(declared, scope);
	const entries = new Map<string, MapEntry>(own.entries);
	for (const extension of extensions) extension.apply(entries, site, scope);
	for (const name of attributes) {
		// Of what SAM creates only the resource of that name waits: its role does not.
		if (name === 'DependsOn' && id !== declared.id) continue;
		const key = entry.value?.kind === 'map' ? entry.value.entries.findLast(one => one.key.value === name)?.key.range : undefined;
		const node = get(entry.value, name);
		if (key && node) entries.set(`@${name}`, { key: template.site(key), value: scope.value(node, key) });
	}
	if (!isEmpty(get(entry.value, 'Condition'))) scope.readConditions();
	scope.reads.delete(block);
	return { value: { kind: 'map', entries, site, ...(own.open && { open: true }) }, reads: [...scope.reads] };
}

/** The properties as they are written. What is no plain map (a macro makes it) may hold anything. */
export function declaredProperties({ entry }: Declared, scope: Evaluator): MapValue {
	const site = scope.template.site(entry.key.range, entry.key.range);
	const node = get(entry.value, 'Properties');
	if (node?.kind === 'map' && node.tag === undefined) return scope.map(node, site);
	return { kind: 'map', entries: new Map(), site, ...(!isEmpty(node) && { open: true }) };
}
