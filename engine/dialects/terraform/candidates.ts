/** Where a change of a property can be written: which tables, and which instances of blocks, have to do with it, and how certainly. */
import type { Path } from '../../model/path.ts';
import type { Instance } from './instances.ts';
import { type Mapping, onlyItems } from './mapping.ts';
import { mappingsTo } from './mappings/registry.ts';
import { type PlannedResource, sourceOf } from './plan.ts';
import { dig } from './read-mapping.ts';
import { Refusal } from './refusal.ts';
import { type Match, match } from './upward.ts';

/** A table that says something of a resource, and the instance that it is written in, where there is one. */
interface Candidate {
	readonly mapping: Mapping;
	readonly instance?: Instance;
}

/** How certainly something is the place. */
export const WEIGHTS = { written: 4, begun: 3, companion: 2, missing: 1, possible: 0.5 };

export interface Found extends Candidate {
	readonly match: Match;
	readonly weight: number;
}

export function best(found: readonly Found[]): Found {
	return found.reduce((a, b) => (b.weight > a.weight ? b : a));
}

/** Every field that has to do with a path, with how certainly it is the one. */
export function matches(resource: PlannedResource, path: Path): Found[] {
	const found: Found[] = [];
	for (const candidate of candidates(resource, path)) {
		const own = withoutPresence(resource, candidate, path);
		for (const field of own ? candidate.mapping.fields : []) {
			const matched = match(field, own!);
			if (matched) found.push({ ...candidate, match: matched, weight: weight(candidate, matched) });
		}
	}
	return found;
}

/** What is written already is where it is changed; else a companion takes it, even one that has to be made. */
function weight({ mapping, instance }: Candidate, { path, from }: Match): number {
	if (!instance) return WEIGHTS.missing;
	const source = sourceOf(instance);
	const whole = [...path, ...from];
	const list = whole.findIndex(segment => typeof segment === 'object' || segment === '[]');
	const known = whole.slice(0, list < 0 ? whole.length : list) as (string | number)[];
	if (known.length > 0 && dig(source, known).kind !== 'absent') return WEIGHTS.written;
	if (known.length > 1 && dig(source, known.slice(0, 1)).kind !== 'absent') return WEIGHTS.begun;
	return mapping.kind === 'companion' ? WEIGHTS.companion : WEIGHTS.possible;
}

function candidates(resource: PlannedResource, path: Path): readonly Candidate[] {
	const { mapping, instance, companions, partial } = resource;
	const item = addedItem(resource, path);
	if (item) return [item];
	if (partial || mapping.kind === 'inline') return [{ mapping, instance }];
	// What several companions add to is changed in the resource itself, if that can say it.
	const makes = (one: Mapping) => !one.adds || (one.alike !== undefined && !mapping.fields.some(field => field.to[0] === path[0]));
	const missing = mappingsTo(mapping.type, mapping).filter(one => one.kind === 'companion' && makes(one) && !one.neverMade && !companions.some(({ mapping: known }) => known === one));
	return [...companions.filter(one => !one.mapping.adds), { mapping, instance }, ...missing.map(one => ({ mapping: one }))];
}

/** The companion that makes an item of a list that only companions add to. */
function addedItem({ mapping, companions }: PlannedResource, [name, index, ...below]: Path): Candidate | undefined {
	if (typeof index !== 'number' || below.length === 0 || mapping.fields.some(field => field.to[0] === name)) return undefined;
	return companions.filter(one => one.mapping.fields.some(field => field.to[0] === name && onlyItems(field) > 0))[index];
}

/** The path without the branch that says whether a companion exists; undefined where it leads past this candidate. */
function withoutPresence(resource: PlannedResource, { mapping, instance }: Candidate, path: Path): Path | undefined {
	const [name, branch, ...rest] = path;
	if (typeof branch !== 'object') return path;
	const conditional = resource.companions.find(one => one.instance.when.length > resource.instance.when.length && one.mapping.fields.some(field => field.to[0] === name));
	if (!conditional) return path;
	if (branch.branch > 0) throw new Refusal(`whether ${conditional.instance.block.address} exists is decided by ${conditional.instance.when.map(one => one.name).join(' and ')}`);
	return conditional.instance === instance && conditional.mapping === mapping ? [name!, ...rest] : undefined;
}
