/**
 * Who reads an attribute of a resource (its endpoint, address, port), where the design hands it on: environments of functions and containers, names in DNS, parameters,
 * start scripts, connections, and the design's outputs, by which others may read it. What code reads at run time the design does not show.
 */
import type { Architecture } from '../model/architecture.ts';
import { OUTPUT } from '../model/lowered.ts';
import type { Property, Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

export interface EndpointUse {
	/** Who is told: a function, a task definition, a record. */
	readonly consumer: Resource;
	/** The text that holds it. */
	readonly at: Property;
	/** CloudFormation's name: `Endpoint.Address`, `ReadEndpoint.Address`, `Ref`; `*` where the whole resource is handed on. */
	readonly attribute: string;
}

const WHOLE = '*';

/** Where designs hand endpoints on; a path that ends in a map stands for all of its entries. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
	'AWS::Lambda::Function': ['Environment.Variables'],
	'AWS::ECS::TaskDefinition': ['ContainerDefinitions[].Environment[].Value'],
	'AWS::EC2::Instance': ['UserData'],
	'AWS::EC2::LaunchTemplate': ['LaunchTemplateData.UserData'],
	'AWS::AutoScaling::LaunchConfiguration': ['UserData'],
	'AWS::Route53::RecordSet': ['ResourceRecords[]', 'AliasTarget.DNSName'],
	'AWS::Route53::RecordSetGroup': ['RecordSets[].ResourceRecords[]', 'RecordSets[].AliasTarget.DNSName'],
	'AWS::SSM::Parameter': ['Value'],
	'AWS::SecretsManager::Secret': ['SecretString'],
	'AWS::DMS::Endpoint': ['ServerName'],
	'AWS::Glue::Connection': ['ConnectionInput.ConnectionProperties'],
	[OUTPUT]: ['Value'],
};

/** The consumers that a resource's attributes are told, of all or of some, in the order of {@link PLACES} and of the text. Who reads an output the design does not show: see {@link isRead}. */
export function endpointUses(resource: Resource, ...attributes: readonly string[]): readonly EndpointUse[] {
	return readings(resource, attributes).filter(use => use.consumer.type !== OUTPUT);
}

/** The outputs that name an attribute, of all or of some, by itself: not those that hand on the whole resource. */
export function outputsOf(resource: Resource, ...attributes: readonly string[]): readonly EndpointUse[] {
	return readings(resource, attributes).filter(use => use.consumer.type === OUTPUT && use.attribute !== WHOLE);
}

/** Whether anything is told an attribute, of all or of some, outputs counted: no is what a rule on unused things may speak on. */
export function isRead(resource: Resource, ...attributes: readonly string[]): boolean {
	return readings(resource, attributes).length > 0;
}

function readings(resource: Resource, attributes: readonly string[]): readonly EndpointUse[] {
	const uses = allUses(resource.design).get(resource.id) ?? [];
	return attributes.length === 0 ? uses : uses.filter(use => use.attribute === WHOLE || attributes.includes(use.attribute));
}

function allUses(design: Architecture): ReadonlyMap<string, readonly EndpointUse[]> {
	return design.once('endpoint uses', () => {
		const index = new Map<string, EndpointUse[]>();
		for (const [type, paths] of Object.entries(PLACES)) {
			for (const consumer of design.all(type)) {
				for (const at of paths.flatMap(path => consumer.all(path)).flatMap(texts)) {
					for (const [target, attribute] of new Map(at.raw.flatMap(({ value }) => references(value)).map(one => [one.join(' '), one])).values()) {
						const known = index.get(target);
						if (known) known.push({ consumer, at, attribute });
						else index.set(target, [{ consumer, at, attribute }]);
					}
				}
			}
		}
		return index;
	});
}

/** The text itself, or those of a map. */
function texts(property: Property): readonly Property[] {
	const { entries } = property;
	return entries.length === 0 ? [property] : entries.flatMap(([, value]) => value.alternatives);
}

function references(value: Value): readonly (readonly [target: string, attribute: string])[] {
	switch (value.kind) {
		case 'reference': return [[value.target, value.attribute]];
		case 'map': return [...value.entries.values()].flatMap(entry => references(entry.value));
		case 'list': return value.items.flatMap(references);
		case 'text': return value.parts.flatMap(part => (typeof part === 'object' && part.kind === 'reference' ? [[part.target, part.attribute] as const] : []));
		default: return [];
	}
}
