/**
 * Mapping tables of the Cloud Control provider's resources (`awscc_…`): nobody writes them, for they follow from AWS's
 * specification. Everything nested is a value there, never a block, and no resource has companions of its own provider.
 */
import { type Member, type ResourceShape, shapeOf, shapedTypes } from '../../aws/shapes.ts';
import type { Value } from '../../model/value.ts';
import { argumentName, resourceName, topName } from './cloud-control-names.ts';
import type { Field, Mapping } from './mapping.ts';
import { held, unknown } from './values.ts';

let types: ReadonlyMap<string, string> | undefined;
const made = new Map<string, Mapping>();

/** The table of a Terraform resource type; undefined where it is another provider's or not in scope. */
export function cloudControl(terraform: string): Mapping | undefined {
	if (!terraform.startsWith('awscc_')) return undefined;
	types ??= new Map(shapedTypes.map(type => [resourceName(type), type]));
	const type = types.get(terraform);
	return type === undefined ? undefined : cloudControlOf(type);
}

/**
 * Types that fixes add and the provider has a resource for: of what CloudFormation knows Cloud Control has only a part, and no
 * specification says which. https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
const ADDABLE: ReadonlySet<string> = new Set(['AWS::S3::BucketPolicy', 'AWS::Lambda::Permission']);

/** The table that a new resource can be written by; undefined where the provider may not have it. */
export function addableByCloudControl(type: string): Mapping | undefined {
	return ADDABLE.has(type) ? cloudControlOf(type) : undefined;
}

function cloudControlOf(type: string): Mapping | undefined {
	const shape = made.has(type) ? undefined : shapeOf(type);
	if (shape) made.set(type, mapping(type, shape));
	return made.get(type);
}

function mapping(type: string, shape: ResourceShape): Mapping {
	const [name, ...more] = shape.identifier;
	const named = more.length === 0 && shape.members.some(member => member.name === name);
	return {
		kind: 'resource', terraform: resourceName(type), type, values: true, attributes: attributes(type, shape), ...(named ? { named: topName(type, name!) } : {}),
		fields: shape.members.flatMap(member => fields(member, topName(type, member.name), { from: [], to: [] })),
	};
}

/** `id` is what Cloud Control identifies the resource by, which need not be what `Ref` says: of `AWS::Events::Rule` it is the ARN. */
function attributes(type: string, { identifier, ref, attributes: own }: ResourceShape): Record<string, string> {
	const [identity, ...more] = identifier;
	const same = identifier.join() === ref.join();
	return {
		...(same ? { id: 'Ref' } : more.length === 0 ? { id: identity! } : {}),
		...Object.fromEntries(own.map(name => [[topName(type, name.split('.')[0]!), ...name.split('.').slice(1).map(argumentName)].join('.'), name])),
		...(ref.length === 1 ? { [topName(type, ref[0]!)]: 'Ref' } : {}),
	};
}

interface Paths {
	readonly from: readonly string[];
	readonly to: readonly string[];
}

function fields({ name, kind, members }: Member, argument: string, above: Paths, how: Pick<Field, 'readOnly'> = {}): readonly Field[] {
	const own: Paths = { from: [...above.from, argument], to: [...above.to, name] };
	const within = (paths: Paths, rest = how) => members.flatMap(one => fields(one, argumentName(one.name), paths, rest));
	const items: Paths = { from: [...own.from, '[]'], to: [...own.to, '[]'] };
	switch (kind) {
		case 'plain': return [{ ...own, ...how }];
		case 'json': return [{ ...own, ...how, json: true }];
		case 'object': return within(own);
		case 'list': return within(items);
		case 'map': return [{ ...own, read: block => unread(block.get('')) }];
		case 'either': return [{ ...own, read: block => document(block.get('')) }, ...within(items, { readOnly: `${argument} may be JSON or a list` })];
	}
}

/** Keys of such a map are the author's, names within are not: no pattern can say it, and no type in wide use has one. */
function unread(value: Value): Value {
	return value.kind === 'absent' ? value : unknown('maps of objects are not read', value.site);
}

/** The provider takes a string of JSON, in AWS's names, where AWS's schema has several types; older versions took the list. */
function document(value: Value): Value {
	return value.kind === 'list' ? { kind: 'absent', site: value.site } : held(value) ?? value;
}
