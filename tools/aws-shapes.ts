/**
 * The shapes of AWS's resource types for engine/aws/shapes.ts, which says how they are read: what lies in what, as briefly as it
 * can be shipped. Equal shapes are one, whichever types they belong to.
 */
import type { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type Resource = ReturnType<typeof allOf>[number];
type Properties = Resource['properties'];
type PropertyType = Properties[string]['type'];

/** A type that contains itself is unfolded this often. */
const MOST_NESTING = 3;
const TAG = 'Key Value';

export interface Shapes {
	/** Members: `Name` alone is a scalar, a list or a map of such, or a mark follows. */
	readonly shapes: readonly string[];
	/** By type: its shape, what identifies it, what `Ref` says if that is something else, its attributes that are no properties. */
	readonly types: Readonly<Record<string, readonly [shape: number, identifier: string, ref: string, attributes: string]>>;
}

export function shapesOf(db: Database, resources: readonly Resource[]): Shapes {
	const shapes: string[] = [];
	const numbers = new Map<string, number>();
	const numbered = (shape: string): number => {
		const known = numbers.get(shape);
		if (known !== undefined) return known;
		numbers.set(shape, shapes.length);
		return shapes.push(shape) - 1;
	};
	const members = (properties: Properties, above: readonly string[], plain?: string): number => numbered(Object.entries(properties)
		.map(([name, { type }]) => `${name}${name === plain ? '' : mark(type, above)}`).sort().join(' '));
	const inner = (type: PropertyType, above: readonly string[]): number | undefined => {
		if (type.type === 'tag') return numbered(TAG);
		if (type.type !== 'ref') return undefined;
		const definition = db.get('typeDefinition', type.reference.$ref);
		const deep = above.filter(id => id === definition.$id).length >= MOST_NESTING;
		return deep ? undefined : members(definition.properties, [...above, definition.$id]);
	};
	/** `.` an object, `[` a list of objects, `*` a map of objects, `!` a JSON document, `?` a list of objects or a JSON document. */
	const mark = (type: PropertyType, above: readonly string[]): string => {
		switch (type.type) {
			case 'json': return '!';
			case 'union': {
				if (!type.types.some(one => one.type === 'json')) return mark(type.types[0]!, above);
				const list = type.types.map(one => mark(one, above)).find(one => one.startsWith('['));
				return list ? `?${list.slice(1)}` : '!';
			}
			case 'array': return prefixed('[', inner(type.element, above));
			case 'map': return type.element.type === 'ref' ? '*' : '';
			default: return prefixed('.', inner(type, above));
		}
	};
	const types = resources.map(resource => {
		const { properties, attributes, primaryIdentifier = [], cfnRefIdentifier = primaryIdentifier, tagInformation } = resource;
		const tags = tagInformation?.variant === 'map' ? tagInformation.tagPropertyName : undefined;
		const [identifier, ref] = [primaryIdentifier.join(','), cfnRefIdentifier.join(',')];
		const own = Object.keys(attributes).filter(name => !Object.hasOwn(properties, name.split('.')[0]!));
		return [resource.cloudFormationType, [members(properties, [], tags), identifier, ref === identifier ? '' : ref, own.sort().join(' ')]] as const;
	});
	return { types: Object.fromEntries(types.sort(([a], [b]) => (a < b ? -1 : 1))), shapes };
}

function prefixed(sign: string, shape: number | undefined): string {
	return shape === undefined ? '' : `${sign}${shape}`;
}

function allOf(db: Database) {
	return db.all('resource');
}
