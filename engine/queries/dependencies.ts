/**
 * What must exist before a resource can: what its properties refer to, and what it says that it depends on. Only what holds
 * in any case counts: a reference in one branch of a conditional is none.
 */
import type { Resource } from '../model/resource.ts';
import type { Site, Value } from '../model/value.ts';

export interface Dependency {
	readonly from: Resource;
	readonly to: Resource;
	/** Where the one names the other. */
	readonly at: Site;
}

/** More resources than this are not looked at for one way: what is farther is not found. */
const FARTHEST = 200;

/** Whether a resource is made together with what stands here; a companion (Terraform's `aws_s3_bucket_notification`) is made after what it belongs to. */
export function isMadeWith(resource: Resource, { uri, range }: Site): boolean {
	return !resource.blocks.slice(1).some(id => {
		const block = resource.design.blocks.get(id);
		return block?.uri === uri && block.range.start <= range.start && range.end <= block.range.end;
	});
}

/** Worked out once for each resource: many ways lead through it. */
export function dependencies(resource: Resource): readonly Dependency[] {
	return resource.design.once(`dependencies ${resource.id}`, () => dependenciesOf(resource));
}

function dependenciesOf(resource: Resource): readonly Dependency[] {
	const found = new Map<string, Site>();
	const note = (id: string, site: Site) => { if (!found.has(id) && isMadeWith(resource, site)) found.set(id, site); };
	for (const { value } of resource.properties.raw) collect(value, note);
	for (const one of resource.at('@DependsOn').items) if (one.string !== undefined) note(one.string, one.site);
	return [...found].flatMap(([id, at]) => {
		const to = resource.design.resource(id);
		return to ? [{ from: resource, to, at }] : [];
	});
}

/** The shortest way of steps that count by which one resource depends on another; undefined where there is none. Of equal resources the way around. */
export function dependencyWay(from: Resource, to: Resource, counts: (step: Dependency) => boolean = () => true): readonly Dependency[] | undefined {
	const ways = new Map<string, readonly Dependency[]>([[from.id, []]]);
	// Grows while it is walked.
	for (const [id, way] of ways) {
		const here = id === from.id ? from : way.at(-1)!.to;
		if (ways.size > FARTHEST) return undefined;
		for (const step of dependencies(here)) {
			if (!counts(step)) continue;
			if (step.to.id === to.id) return [...way, step];
			if (!ways.has(step.to.id)) ways.set(step.to.id, [...way, step]);
		}
	}
	return undefined;
}

function collect(value: Value, note: (id: string, site: Site) => void): void {
	switch (value.kind) {
		case 'reference': note(value.target, value.site); break;
		case 'text': for (const part of value.parts) if (typeof part !== 'string' && part.kind === 'reference') note(part.target, value.site); break;
		case 'map': for (const [name, entry] of value.entries) if (!name.startsWith('@')) collect(entry.value, note); break;
		case 'list': for (const item of value.items) collect(item, note); break;
		default:
	}
}
