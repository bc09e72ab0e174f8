/**
 * A rule: one question to the design, asked of every resource of some types. Pure and synchronous; it sees AWS's vocabulary
 * only, and speaks on a plain no. {@link defineRule} is how the files under rules/ say it.
 */
import type { Architecture } from '../model/architecture.ts';
import type { Change, Draft, DraftMap } from '../model/change.ts';
import { type Path, type Segment, parsePattern } from '../model/path.ts';
import { type Property, Resource } from '../model/resource.ts';
import type { Site } from '../model/value.ts';
import type { Pillar, Severity } from './finding.ts';

export interface Rule {
	/** `<service>/<what is wrong or wanted>`; also the path of its files. */
	readonly id: string;
	/** One line, for lists and reports; no full stop. */
	readonly title: string;
	readonly severity: Severity;
	readonly pillar: Pillar;
	/** The version that brought it. */
	readonly since: string;
	/** AWS's page that says so. */
	readonly source: string;
	/** Resource types that it is asked of; `*` is every resource, of whatever type. */
	readonly on: string | readonly string[];
	/** `fix`: there is one correct quick fix; `choice`: several; absent: no safe edit exists. The harness holds the rule to it. */
	readonly fixes?: 'fix' | 'choice';
	/** It compares the design with its baseline and is silent without one. */
	readonly evolution?: true;
	review(resource: Resource, design: Architecture, report: Report): void;
}

export function defineRule(rule: Rule): Rule {
	return rule;
}

/** Says a finding. `at` is what to underline: the value, or for an absent one where it would be written; a resource's name for a resource. */
export type Report = (at: Property | Resource | Site, message: string, options?: ReportOptions) => void;

export interface ReportOptions {
	/** The other side: resources, properties, or places with a message of their own. */
	readonly related?: readonly (Property | Resource | { at: Property | Resource | Site; message: string })[];
	readonly fix?: FixSpec | readonly FixSpec[];
	/** Where the catalogue grades by context. */
	readonly severity?: Severity;
	readonly tags?: readonly ('unnecessary' | 'deprecated')[];
	/** The resource that the finding is about, where it is not the one under review. */
	readonly about?: Resource;
	/** Underline the property's key instead of its value. */
	readonly key?: boolean;
}

export interface FixSpec {
	/** Imperative and particular: `Enable versioning on Replica`. */
	readonly title: string;
	/** By default a single fix is preferred, unless it has an {@link effect}: what does more than mend is never done unasked. */
	readonly preferred?: boolean;
	/** Said in the title: what the fix does beyond mending. */
	readonly effect?: 'changes behaviour' | 'replaces the resource';
	readonly change: (change: ChangeBuilder) => void;
}

/** Collects the changes of one fix. Places are properties, or a resource and a path without `[]`. */
export class ChangeBuilder {
	readonly changes: Change[] = [];

	set(place: Property, value: Draft): this;
	set(place: Property | Resource, pattern: string, value: Draft): this;
	set(place: Property | Resource, ...rest: [Draft] | [string, Draft]): this {
		const { resource, path } = rest.length === 1 ? target(place) : target(place, rest[0]);
		this.changes.push({ kind: 'set', resource, path, value: rest.at(-1) as Draft });
		return this;
	}

	remove(place: Property): this;
	remove(place: Property | Resource, pattern: string): this;
	remove(place: Property | Resource, pattern?: string): this {
		this.changes.push({ kind: 'remove', ...target(place, pattern) });
		return this;
	}

	/** Gives an entry of a map another name: its value and the comments with it stay. */
	rename(place: Property, name: string): this {
		this.changes.push({ kind: 'rename', ...target(place), names: [name] });
		return this;
	}

	/** Appends an item to a list, creating the list if need be. */
	append(place: Property | Resource, pattern: string, value: Draft): this {
		this.changes.push({ kind: 'append', ...target(place, pattern), value });
		return this;
	}

	/**
	 * Adds a resource behind `near`; `name` is a wish (`LogsPolicy`), made unique and fitted to the dialect's style. With `before`
	 * it must exist before that property takes effect.
	 */
	add(type: string, name: string, near: Resource, properties: DraftMap, before?: Property): this {
		this.changes.push({ kind: 'add', type, name, near: near.id, properties, ...(before && { before: target(before) }) });
		return this;
	}
}

/** A reference to a resource, for drafts. */
export function refer(resource: Resource, attribute = 'Ref'): Draft {
	return { '#reference': resource.id, attribute };
}

function target(place: Property | Resource, pattern?: string): { resource: string; path: Path } {
	const below: Segment[] = pattern === undefined ? [] : [...parsePattern(pattern)];
	return place instanceof Resource
		? { resource: place.id, path: below }
		: { resource: place.resource.id, path: [...place.path, ...below] };
}
