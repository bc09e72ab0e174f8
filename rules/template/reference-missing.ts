import type { Property, Resource } from '../../engine/model/resource.ts';
import type { Missing, Site, Value } from '../../engine/model/value.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'template/reference-missing',
	title: 'References lead to something',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
	on: '*',
	fixes: 'choice',
	review(resource, _design, report) {
		if (!resource.properties.raw.some(({ value }) => misses(value))) return;
		for (const [name, property] of resource.properties.entries) {
			if (name.startsWith('@')) continue;
			for (const { place, at, missing } of missingIn(property)) {
				if (!isOwn(resource, at)) continue;
				const meant = missing.near.length === 0 ? '' : ` ${missing.near.join(' or ')} is there.`;
				report(at, `${resource.name} refers to ${missing.name}, and nothing in the template is called that.${meant}`, { fix: place ? fixes(place, missing) : [] });
			}
		}
	},
});

interface Found {
	/** Where the reference is the whole value. */
	readonly place?: Property;
	readonly at: Site;
	readonly missing: Missing;
}

function missingIn(property: Property): readonly Found[] {
	return property.alternatives.flatMap((place): readonly Found[] => {
		const { value } = place;
		switch (value?.kind) {
			case 'unknown': return value.missing ? [{ place, at: value.site, missing: value.missing }] : [];
			case 'text': return value.parts.flatMap(part => (typeof part !== 'string' && part.kind === 'unknown' && part.missing ? [{ at: part.site, missing: part.missing }] : []));
			case 'map': return place.entries.flatMap(([, entry]) => missingIn(entry));
			case 'list': return place.items.flatMap(item => missingIn(item));
			default: return [];
		}
	});
}

/** Whether there is anything to look for, which is seldom. */
function misses(value: Value): boolean {
	switch (value.kind) {
		case 'unknown': return value.missing !== undefined;
		case 'text': return value.parts.some(part => typeof part !== 'string' && misses(part));
		case 'map': return [...value.entries.values()].some(entry => misses(entry.value));
		case 'list': return value.items.some(misses);
		case 'choice': return value.options.some(option => misses(option.value));
		default: return false;
	}
}

function fixes(place: Property, { near, attribute }: Missing): FixSpec[] {
	return near.map(name => ({ title: `Refer to ${name}`, preferred: false, change: change => change.set(place, { '#reference': name, attribute }) }));
}

/** What another template hands over is its own business. */
function isOwn(resource: Resource, { uri, range }: Site): boolean {
	const block = resource.design.blocks.get(resource.blocks[0] ?? '');
	return block?.uri === uri && block.range.start <= range.start && range.end <= block.range.end;
}
