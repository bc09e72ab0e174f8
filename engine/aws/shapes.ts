/**
 * What lies in what in AWS's resource types, and what identifies a resource: from AWS's own specification, which
 * tools/aws-shapes.ts makes brief. Only types of the services in scope are known.
 */
import generated from './generated/shapes.json';

/** A property, at the top of a resource or within another. */
export interface Member {
	readonly name: string;
	/**
	 * `plain` is a scalar, or a list or map of such; `json` a document without a shape of its own; `either` a list of objects or a
	 * document. What is said of the others is their {@link members}.
	 */
	readonly kind: 'plain' | 'json' | 'object' | 'list' | 'map' | 'either';
	/** Of an object, or of the objects in a list. An object without members is plain. */
	readonly members: readonly Member[];
}

export interface ResourceShape {
	readonly members: readonly Member[];
	/** The properties or attributes that Cloud Control identifies the resource by. */
	readonly identifier: readonly string[];
	/** Those that `Ref` says; mostly the same. */
	readonly ref: readonly string[];
	/** What `Fn::GetAtt` has and the resource has no property for; `A.B` for a part of an attribute. */
	readonly attributes: readonly string[];
}

const { shapes, types } = generated as unknown as {
	readonly shapes: readonly string[];
	readonly types: Readonly<Record<string, readonly [shape: number, identifier: string, ref: string, attributes: string]>>;
};

/** All types of which the shape is known. */
export const shapedTypes: readonly string[] = Object.keys(types);

/** The shape of a resource type; undefined where it is not known. */
export function shapeOf(type: string): ResourceShape | undefined {
	if (!Object.hasOwn(types, type)) return undefined;
	const [shape, identifier, ref, attributes] = types[type]!;
	return { members: membersOf(shape), identifier: split(identifier, ','), ref: split(ref || identifier, ','), attributes: split(attributes, ' ') };
}

const KINDS = { '': 'plain', '!': 'json', '.': 'object', '[': 'list', '*': 'map', '?': 'either' } as const;
const read = new Map<number, readonly Member[]>();

function membersOf(shape: number): readonly Member[] {
	let members = read.get(shape);
	if (!members) {
		members = split(shapes[shape]!, ' ').map(member);
		read.set(shape, members);
	}
	return members;
}

function member(written: string): Member {
	const [, name, mark, number] = written.match(/^(.*?)([!.[*?]?)(\d*)$/) as unknown as [string, string, keyof typeof KINDS, string];
	// Digits at the end of a name that no mark precedes are its own.
	if (mark === '') return { name: written, kind: 'plain', members: [] };
	const members = number === '' ? [] : membersOf(Number(number));
	return { name, kind: mark === '.' && members.length === 0 ? 'plain' : KINDS[mark], members };
}

function split(text: string, by: string): readonly string[] {
	return text === '' ? [] : text.split(by);
}
