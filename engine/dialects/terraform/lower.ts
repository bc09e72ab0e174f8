/**
 * Lowers a design into AWS's vocabulary: reads the mapping tables over the plan, and joins companions to their resources. It knows
 * no type.
 */
import { type Lowered, type LoweredProperties, type LoweredResource, OUTPUT } from '../../model/lowered.ts';
import type { Condition, MapEntry, MapValue, Site, Value } from '../../model/value.ts';
import type { Sources } from '../dialect.ts';
import type { Evaluator } from './evaluate.ts';
import type { Instance } from './instances.ts';
import type { Mapping } from './mapping.ts';
import { isDownloaded, textIds } from './module.ts';
import { Moves } from './moves.ts';
import { type Companion, type PlannedResource, planModules, sourceOf } from './plan.ts';
import type { Session } from './session.ts';
import { providerName, whereabouts } from './providers.ts';
import { keyOf, readFields } from './read-mapping.ts';
import { demandsWriteOnly } from './requirements.ts';
import { wordingOf } from './upward.ts';
import { isWhole, known, unknown } from './values.ts';

export function lower(sources: Sources): Lowered {
	const { tree, resources } = planModules(sources);
	const moves = new Moves(tree.all());
	return {
		dialect: 'terraform',
		resources: resources.map(resource => {
			const formerly = moves.formerly(resource);
			return { ...loweredFrom(tree.session, resource, sources.partial === true), ...(formerly.length > 0 && { formerly }) };
		}),
		outputs: outputsOf(tree.root),
		blocks: tree.texts,
		problems: tree.problems,
		incomplete: tree.session.incomplete,
	};
}

/** The outputs of the module in which the design begins; those of others are where they are used. */
function outputsOf(evaluator: Evaluator): readonly LoweredResource[] {
	return [...evaluator.module.blocks.values()].filter(block => block.kind === 'output').map((block): LoweredResource => ({
		id: block.address, type: OUTPUT, name: block.name, address: block.address, site: block.site, blocks: textIds(block), when: [],
		lower: () => {
			const { result, reads } = evaluator.session.collect(() => evaluator.argument(block, 'value', evaluator.plainScope(block)));
			return { value: { kind: 'map', entries: new Map([['Value', { key: block.site, value: isWhole(result) ? { ...result, attribute: '*' } as Value : result }]]), site: block.site }, reads: [...reads].filter(id => !textIds(block).includes(id)) };
		},
	}));
}

/** One resource of the plan, whatever its instance was made of. */
export function loweredFrom(session: Session, resource: PlannedResource, partial = false): LoweredResource {
	const { instance, mapping, companions } = resource;
	const calls = callsOf(instance);
	const download = calls.findLast(call => call.downloaded);
	const blocks = [...textIds(instance.block), ...companions.flatMap(one => textIds(one.instance.block))];
	return {
		id: resource.id,
		type: mapping.type,
		name: download ? instance.id : nameOf(instance),
		address: instance.id,
		site: download?.site ?? (mapping.kind === 'inline' ? inlineSite(session, resource) : instance.block.site),
		blocks: [...new Set(blocks)],
		when: instance.when,
		...(instance.multiplicity ? { multiplicity: instance.multiplicity } : {}),
		...(instance.number !== undefined && { instances: instance.number }),
		...(resource.partial || partial ? { partial: true } : {}),
		calls: calls.filter(call => call !== download).map(({ id, site }) => ({ name: id, site })),
		named: path => wordingOf([...companions, { mapping }].flatMap(one => one.mapping.fields), path),
		lower: () => {
			const { value, reads } = properties(session, resource, blocks);
			return { reads, value: download ? outside(value, download.site) as MapValue : value };
		},
	};
}

/** Names that say nothing without the type before them. */
const EMPTY_NAMES = new Set(['this', 'main', 'default', 'self', 'it']);

function nameOf({ block, key }: Instance): string {
	const name = EMPTY_NAMES.has(block.name) ? block.address : block.name;
	return key === undefined ? name : `${name}[${JSON.stringify(key)}]`;
}

/** The calls that bring an instance into the design, the outermost first. */
function callsOf({ evaluator }: Instance): { id: string; site: Site; downloaded: boolean }[] {
	const calls = [];
	for (let at = evaluator; at.call; at = at.call.evaluator) {
		calls.unshift({ id: at.call.id, site: at.call.block.site, downloaded: at.module.downloaded && !at.call.evaluator.module.downloaded });
	}
	return calls;
}

/** What stands in a directory that was downloaded is shown at the call; what the call itself says stands there. */
function outside(value: Value, call: Site): Value {
	const moved = (site: Site): Site => (isDownloaded(site.uri) ? call : site);
	const walk = (one: Value, depth: number): Value => {
		const copy = { ...one, site: moved(one.site) };
		if (depth > 100) return copy;
		switch (copy.kind) {
			case 'map': return { ...copy, entries: new Map([...copy.entries].map(([name, entry]) => [name, { key: moved(entry.key), value: walk(entry.value, depth + 1) }])) };
			case 'list': return { ...copy, items: copy.items.map(item => walk(item, depth + 1)) };
			case 'choice': return { ...copy, options: copy.options.map(option => ({ ...option, value: walk(option.value, depth + 1) })) };
			case 'assumed': return { ...copy, sourceSite: moved(copy.sourceSite), value: walk(copy.value, depth + 1) };
			case 'known': return copy.from ? { ...copy, from: moved(copy.from) } : copy;
			default: return copy;
		}
	};
	return walk(value, 0);
}

function inlineSite(session: Session, { instance, mapping }: PlannedResource): Site {
	return keyOf(session.collect(() => instance.argument(mapping.of!)).result);
}

function properties(session: Session, resource: PlannedResource, blocks: readonly string[]): LoweredProperties {
	const { result, reads } = session.collect(() => read(resource));
	const instances = [resource.instance, ...[...resource.companions, ...resource.possible].map(one => one.instance)];
	const all = new Set([
		...reads, ...instances.flatMap(one => [...one.reads]), ...[...resource.companions, ...resource.possible].flatMap(one => [...one.reads]),
		...resource.possible.flatMap(one => textIds(one.instance.block)),
	]);
	return { value: result, reads: [...all].filter(id => !blocks.includes(id)) };
}

function read(resource: PlannedResource): MapValue {
	const { instance, mapping, variant, companions, possible } = resource;
	const source = sourceOf(instance, variant, mapping.defaults);
	const entries = new Map(resource.partial ? companionEntries(instance, mapping) : readFields(mapping.fields, source).entries);
	const kinds = new Set(companions.map(one => one.mapping.terraform));
	for (const kind of kinds) {
		const before = new Map(entries);
		const [last, ...others] = counting(companions.filter(one => one.mapping.terraform === kind), resource);
		if (others.length >= MAX_CONDITIONAL) for (const [name, entry] of companionEntries(last!.instance, last!.mapping)) entries.set(name, { ...entry, value: unknown('too many conditional values', source.site) });
		else join(entries, before, last!, resource);
		for (const companion of others) join(entries, before, companion, resource);
	}
	for (const companion of possible) {
		if (kinds.has(companion.mapping.terraform)) continue;
		for (const name of new Set(companion.mapping.fields.map(field => field.to[0]!))) {
			if (!entries.has(name)) entries.set(name, { key: source.site, value: unknown(`${companion.instance.block.address} may belong to this resource`, source.site) });
		}
	}
	for (const [name, entry] of attributes(resource)) entries.set(name, entry);
	return { kind: 'map', entries, site: source.site };
}

/** More companions of one kind, each under conditions of its own, are not told apart. */
const MAX_CONDITIONAL = 6;

/** Those of one kind that say something, the last first: of two the first counts, the other where the first does not exist. */
function counting(kind: readonly Companion[], base: PlannedResource): readonly Companion[] {
	if (kind[0]!.mapping.adds) return kind;
	const certain = kind.findIndex(one => conditionsBeyond(one, base).length === 0);
	return kind.slice(0, Math.min(certain < 0 ? kind.length : certain + 1, MAX_CONDITIONAL + 1)).reverse();
}

/** What must hold for a companion beside what its resource needs. */
function conditionsBeyond({ instance }: Companion, base: PlannedResource): readonly Condition[] {
	return instance.when.filter(one => !base.instance.when.some(other => other.name === one.name && other.is === one.is));
}

function companionEntries(instance: Instance, mapping: Mapping): ReadonlyMap<string, MapEntry> {
	const own = readFields(mapping.fields, sourceOf(instance));
	// A companion says its property even where it says nothing of it: the place is its own.
	const entries = new Map(own.entries);
	for (const name of new Set(mapping.fields.filter(field => field.to.length > 1).map(field => field.to[0]!))) {
		if (!entries.has(name)) entries.set(name, { key: instance.block.site, value: { kind: 'map', entries: new Map(), site: instance.block.site } });
	}
	return entries;
}

/** Lays a companion's properties over the resource's, under the conditions on which the companion exists. */
function join(entries: Map<string, MapEntry>, own: ReadonlyMap<string, MapEntry>, companion: Companion, base: PlannedResource): void {
	const { instance, mapping } = companion;
	const when = conditionsBeyond(companion, base);
	const unsure = instance.multiplicity === 'unknown' && base.instance.multiplicity === undefined;
	for (const [name, entry] of companionEntries(instance, mapping)) {
		const otherwise = entries.get(name);
		const before = mapping.adds ? otherwise : own.get(name);
		const combined = before ? merged(before.value, entry.value, mapping.adds === true) : entry.value;
		if (unsure) entries.set(name, { ...entry, value: unknown(`whether ${instance.block.address} exists is known only after the deployment`, entry.value.site) });
		else entries.set(name, { key: entry.key, value: when.length > 0 ? conditional(when, combined, otherwise?.value ?? { kind: 'absent', site: base.instance.block.site }) : combined });
	}
}

function conditional(when: readonly Condition[], value: Value, otherwise: Value): Value {
	return {
		kind: 'choice', site: value.site,
		options: [{ when, value }, ...when.map(one => ({ when: [{ ...one, is: !one.is }], value: otherwise }))],
	};
}

function merged(before: Value, value: Value, adds: boolean): Value {
	if (adds && before.kind === 'list' && value.kind === 'list') return { ...before, items: [...before.items, ...value.items], ...(before.open || value.open ? { open: true } : {}) };
	if (before.kind !== 'map' || value.kind !== 'map') return value;
	const entries = new Map(before.entries);
	for (const [name, entry] of value.entries) {
		const known = entries.get(name);
		entries.set(name, known ? { ...entry, value: merged(known.value, entry.value, adds) } : entry);
	}
	return { ...value, entries, ...(before.open || value.open ? { open: true } : {}) };
}

/** What Terraform itself does with the resource. */
function attributes({ instance, mapping, companions }: PlannedResource): ReadonlyMap<string, MapEntry> {
	const found = new Map<string, MapEntry>();
	if (mapping.kind !== 'resource') return found;
	const source = sourceOf(instance);
	const put = (name: string, value: Value) => {
		if (value.kind !== 'absent') found.set(name, { key: keyOf(value), value });
	};
	const lifecycle = source.argument('lifecycle');
	const block = lifecycle.kind === 'list' ? lifecycle.items[0] : lifecycle;
	for (const [argument, name] of [['prevent_destroy', '@PreventDestroy'], ['ignore_changes', '@IgnoreChanges']] as const) {
		const stated = block?.kind === 'map' ? block.entries.get(argument) : undefined;
		if (stated) put(name, stated.value);
	}
	const dependsOn = source.argument('depends_on');
	if (dependsOn.kind === 'list') put('@DependsOn', { ...dependsOn, items: dependsOn.items.flatMap(dependencies) });
	const provider = providerName(instance);
	if (provider) put('@Provider', known(provider, instance.block.site));
	const { region, account, tags } = whereabouts(instance);
	if (region) put('@Region', region);
	if (account) put('@Account', account);
	if (tags) put('@DefaultTags', tags);
	const forms = [{ instance, mapping }, ...companions].flatMap(writeOnlyForms);
	if (forms.length > 0 && demandsWriteOnly(instance)) put('@WriteOnlyForms', { kind: 'map', entries: new Map(forms), site: instance.block.site });
	return found;
}

/** Properties that are written by an argument that Terraform keeps in its state, and the argument that it would not keep. */
function writeOnlyForms({ instance, mapping: { fields } }: Pick<Companion, 'instance' | 'mapping'>): [string, MapEntry][] {
	// What was downloaded is for others to mend.
	if (instance.evaluator.module.downloaded) return [];
	return fields.flatMap(({ from: [form = '', ...below], to }): [string, MapEntry][] => {
		if (below.length > 0 || !form.endsWith('_wo')) return [];
		const value = instance.argument(form.slice(0, -'_wo'.length));
		return value.kind === 'absent' ? [] : [[to.join('.'), { key: keyOf(value), value: known(form, value.site) }]];
	});
}

/** Addresses: what has several instances is depended on as a whole. */
function dependencies(item: Value): readonly Value[] {
	switch (item.kind) {
		case 'reference': return [known(item.target.replace(/\[[^\]]*\]$/, ''), item.site)];
		case 'list': return item.items.slice(0, 1).flatMap(dependencies);
		case 'map': return [...item.entries.values()].slice(0, 1).flatMap(entry => dependencies(entry.value));
		case 'choice': return item.options.map(option => dependencies(option.value)).find(found => found.length > 0) ?? [];
		case 'assumed': return dependencies(item.value);
		default: return [item];
	}
}
