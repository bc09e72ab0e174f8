/**
 * From what a rule says to findings: one rule's run on one resource. It words what every finding says alike — the condition
 * under which a value stands, the default that it rests on, the value itself — so that no rule has to.
 */
import { defaultOf } from '../aws/defaults.ts';
import { patternOf } from '../model/path.ts';
import { Property, Resource } from '../model/resource.ts';
import type { Assumed, Condition, Site, TextPart, Value } from '../model/value.ts';
import type { Finding, FindingResource, Fix, Place, RelatedPlace } from './finding.ts';
import { ChangeBuilder, type FixSpec, type Report, type ReportOptions, type Rule } from './rule.ts';

/** A report function for one run of a rule, which appends to `findings`. The severity is the rule's own word; settings come later. */
export function reporter(rule: Rule, resource: Resource, findings: Finding[]): Report {
	return (at, message, options = {}) => {
		if (ofOther(at, resource)) at = resource;
		const about = options.about ?? (at instanceof Resource ? at : at instanceof Property ? at.resource : resource);
		const property = at instanceof Property ? at : undefined;
		const stands = place(at, options.key);
		findings.push({
			rule: rule.id,
			severity: options.severity ?? rule.severity,
			message: withConditions(message, property?.when ?? [], about.when),
			place: stands,
			resource: described(about, stands),
			...(property && { path: property.pathText, evidence: evidence(property) }),
			related: [...related(options.related ?? [], resource), ...(property?.assumed ?? []).map(defaultPlace), ...origins(property, stands), ...callPlaces(about)],
			fixes: fixes(options.fix),
			...(options.tags && { tags: options.tags }),
		});
	};
}

function described(resource: Resource, { uri, range }: Place): FindingResource {
	const companion = resource.blocks.slice(1).map(id => resource.design.blocks.get(id))
		.find(block => block?.uri === uri && block.range.start <= range.start && range.end <= block.range.end)?.address;
	return {
		id: resource.id, type: resource.type, address: resource.address,
		...(companion !== undefined && { companion }),
		...(resource.origin && { origin: resource.origin }),
	};
}

/** A place of the baseline is a place of another text: what is found there is shown at the resource as it is now. */
function ofOther(at: Property | Resource | Site, resource: Resource): boolean {
	const owner = at instanceof Property ? at.resource : at instanceof Resource ? at : resource;
	return owner.design !== resource.design;
}

function place(at: Property | Resource | Site, key = false): Place {
	const site = at instanceof Property || at instanceof Resource ? at.site : at;
	return { uri: site.uri, range: key && site.key ? site.key : site.range };
}

function withConditions(message: string, when: readonly Condition[], usual: readonly Condition[]): string {
	const own = when.filter((one, index) => !usual.some(other => same(one, other)) && when.findIndex(other => same(one, other)) === index);
	if (own.length === 0) return message;
	const where = own.map(one => `condition ${one.name} is ${one.is}`).join(' and ');
	return message.endsWith('.') ? `${message.slice(0, -1)} (where ${where}).` : `${message} (where ${where})`;
}

function same(one: Condition, other: Condition): boolean {
	return one.name === other.name && one.is === other.is;
}

function related(others: NonNullable<ReportOptions['related']>, resource: Resource): RelatedPlace[] {
	return others.filter(other => !ofOther('at' in other && 'message' in other ? other.at : other, resource)).map(other => {
		if (other instanceof Resource) return { ...place(other), message: `${other.name} (${other.type})` };
		if (other instanceof Property) return { ...place(other), message: `${other.placeText || other.name} of ${other.resource.name}` };
		return { ...place(other.at), message: other.message };
	});
}

/** A module is somebody's choice of arguments: what is found in it is found because of its calls. */
function callPlaces(resource: Resource): RelatedPlace[] {
	return resource.calls.map(({ name, site }) => ({ ...place(site), message: `${name} is called here` }));
}

/** Where a value is written that is only referred to where it is used. */
function origins(property: Property | undefined, stands: Place): RelatedPlace[] {
	return (property?.raw ?? []).flatMap(({ value }) => {
		const from = value.kind === 'known' ? value.from : undefined;
		if (!from || (from.uri === stands.uri && from.range.start === stands.range.start)) return [];
		return [{ ...place(from), message: 'the value is written here' }];
	});
}

function defaultPlace(assumed: Assumed): RelatedPlace {
	return { ...place(assumed.sourceSite), message: `default of ${assumed.source}` };
}

function fixes(specs: ReportOptions['fix']): Fix[] {
	const all: readonly FixSpec[] = specs === undefined ? [] : 'change' in specs ? [specs] : specs;
	const built = all.map(spec => {
		const builder = new ChangeBuilder();
		spec.change(builder);
		return { spec, changes: builder.changes };
	}).filter(one => one.changes.length > 0);
	return built.map(({ spec, changes }) => ({
		title: spec.effect ? `${spec.title} (${spec.effect})` : spec.title,
		preferred: spec.preferred ?? (built.length === 1 && !spec.effect),
		changes,
	}));
}

/** What stands at a property, for the hover: `"Suspended"`, `not set`, `"dev" (default of parameter Stage)`. */
export function evidence(property: Property): string {
	const values = property.raw.map(({ path, value }) => {
		if (value.kind !== 'absent') return written(value);
		const usual = defaultOf(property.resource.type, patternOf(path));
		return usual === undefined ? 'not set' : `not set; AWS's default is ${JSON.stringify(usual.value)}`;
	});
	const sources = [...new Set(property.assumed.map(one => one.source))];
	const from = sources.length > 0 ? ` (default of ${sources.join(', ')})` : '';
	return [...new Set(values)].join(' or ') + from;
}

function written(value: Value): string {
	switch (value.kind) {
		case 'known': return JSON.stringify(value.scalar);
		case 'reference': case 'pseudo': return part(value).slice(2, -1);
		case 'text': return JSON.stringify(value.parts.map(part).join(''));
		case 'unknown': return `unknown: ${value.reason}`;
		case 'absent': return 'not set';
		case 'map': return `{ ${brief([...value.entries.keys()])} }`;
		case 'list': return value.items.length > 0 ? `[ ${brief(value.items.map(written))} ]` : 'an empty list';
		case 'choice': return [...new Set(value.options.map(option => written(option.value)))].join(' or ');
		case 'assumed': return written(value.value);
	}
}

function part(value: TextPart): string {
	if (typeof value === 'string') return value;
	switch (value.kind) {
		case 'pseudo': return `\${${value.name}}`;
		case 'reference': return value.attribute === 'Ref' ? `\${${value.target}}` : `\${${value.target}.${value.attribute}}`;
		case 'unknown': return '${…}';
	}
}

function brief(items: readonly string[], most = 4): string {
	return items.slice(0, most).join(', ') + (items.length > most ? ', …' : '');
}
