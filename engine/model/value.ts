/**
 * Values as an architecture knows them: some are known, some are one of several, some cannot be known before the deployment.
 *
 * A value is plain data. It knows where it was written, not which resource it belongs to: that is what {@link Property}
 * (resource.ts) adds. Dialects build values; rules never do. Nothing here knows a dialect.
 */
import type { Range, Scalar } from '../syntax/tree.ts';

export type { Scalar };

/** Yes and no are certain; maybe is the honest rest. */
export type Answer = 'yes' | 'no' | 'maybe';

/** A place in a document. */
export interface Site {
	readonly uri: string;
	/** The text to underline: the value, or for an absent value the narrowest text that stands for the place where it would be written. */
	readonly range: Range;
	/** The key of the value, where it has one. */
	readonly key?: Range;
}

interface ValueBase {
	readonly site: Site;
}

export interface Known extends ValueBase {
	readonly kind: 'known';
	readonly scalar: Scalar;
	/** Where it is written, if `site` only refers to it (by a local, by the argument of a module call). */
	readonly from?: Site;
}

/** What a resource's identity or attribute will be: `Ref` and `GetAtt` in CloudFormation, `type.name.attribute` in Terraform. */
export interface Reference extends ValueBase {
	readonly kind: 'reference';
	/** Id of the resource in the same architecture (see Resource.id). */
	readonly target: string;
	/** CloudFormation's attribute name (`Arn`, `DomainName`, `Endpoint.Address`), or `Ref` for what `Ref` returns. */
	readonly attribute: string;
}

/** Where the stack is deployed: known only at deployment, yet the same everywhere in one design. */
export interface Pseudo extends ValueBase {
	readonly kind: 'pseudo';
	readonly name: 'AWS::AccountId' | 'AWS::Region' | 'AWS::Partition' | 'AWS::URLSuffix' | 'AWS::StackName' | 'AWS::StackId' | 'AWS::NotificationARNs';
}

/** A string of which some parts are known: `arn:aws:s3:::${Bucket}/*`. Known neighbours are joined. */
export interface Text extends ValueBase {
	readonly kind: 'text';
	readonly parts: readonly TextPart[];
}

export type TextPart = string | Reference | Pseudo | Unknown;

export interface MapEntry {
	readonly key: Site;
	readonly value: Value;
}

export interface MapValue extends ValueBase {
	readonly kind: 'map';
	readonly entries: ReadonlyMap<string, MapEntry>;
	/** There may be further entries that cannot be known (`Fn::Transform`, `merge(var.x, …)`): a missing key is unknown, not absent. */
	readonly open?: boolean;
}

export interface ListValue extends ValueBase {
	readonly kind: 'list';
	readonly items: readonly Value[];
	/** There may be further items that cannot be known. */
	readonly open?: boolean;
	/** Two lists of the same identity are the same list, as far as it cannot be known. */
	readonly identity?: string;
}

/** Not written. */
export interface Absent extends ValueBase {
	readonly kind: 'absent';
}

export interface Condition {
	/** The condition as a reader knows it: the name of a CloudFormation condition, the text of a Terraform condition. Negations are resolved to the name they negate. */
	readonly name: string;
	readonly is: boolean;
}

/** One of several values, each under its condition; options that cannot happen are left out by whoever reads the choice. */
export interface Choice extends ValueBase {
	readonly kind: 'choice';
	readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
	/** All must hold. Empty where the choice is not governed by a nameable condition (a parameter's allowed values). */
	readonly when: readonly Condition[];
	readonly value: Value;
}

/** The default of a parameter or variable: what happens unless somebody says otherwise. */
export interface Assumed extends ValueBase {
	readonly kind: 'assumed';
	readonly value: Value;
	/** For the reader, e.g. `parameter Environment`. */
	readonly source: string;
	/** The place of the default; `site` is the place of the use. */
	readonly sourceSite: Site;
	/** What holds of the design's conditions where the default does: the value never meets what stands under others. */
	readonly implies?: readonly Condition[];
}

/** Cannot be known before the deployment, or was not understood. */
export interface Unknown extends ValueBase {
	readonly kind: 'unknown';
	/** For the reader, completing "unknown: …", e.g. `parameter BucketName has no default`. */
	readonly reason: string;
	/** Two unknowns of the same identity are the same value, e.g. `param:BucketName`. One that ends in `[1]` is an item of a list that is as unknown. */
	readonly identity?: string;
	/** It refers to what is certainly not there: no resource of the design, nor anything else. */
	readonly missing?: Missing;
	/** How what is given only at the deployment is kept, where the design says so. */
	readonly kept?: Kept;
}

export interface Missing {
	/** As it is written. */
	readonly name: string;
	/** What was asked of it, or `Ref`. */
	readonly attribute: string;
	/** Names that are there and so like it that they may be meant. */
	readonly near: readonly string[];
}

export interface Kept {
	/**
	 * `hidden`: from whoever reads designs, consoles and logs (a secret of Secrets Manager, a parameter with NoEcho, a sensitive variable). `shown`: somebody gives it
	 * at the deployment, and consoles and logs show it. `stored`: it lies in the open in a store (an ordinary parameter of Systems Manager).
	 */
	readonly how: 'hidden' | 'shown' | 'stored';
	/** For the reader: `parameter Password`, `variable password`, `a secret of Secrets Manager`. */
	readonly by: string;
}

export type Value = Known | Text | Reference | Pseudo | MapValue | ListValue | Absent | Choice | Assumed | Unknown;

/** Whether AWS takes the two for the same: CloudFormation accepts `"true"` for true and `"30"` for 30. */
export function sameScalar(a: Scalar, b: Scalar): boolean {
	if (a === b) return true;
	if (a === null || b === null || typeof a === typeof b) return false;
	if (typeof a === 'number' || typeof b === 'number') return String(a).trim() !== '' && Number(a) === Number(b);
	return truthOf(a) === truthOf(b);
}

/** CloudFormation reads YAML 1.1, in which `yes`, `no`, `on` and `off` are booleans too: https://yaml.org/type/bool.html */
function truthOf(scalar: Scalar): string {
	const text = String(scalar).toLowerCase();
	return text === 'yes' || text === 'on' ? 'true' : text === 'no' || text === 'off' ? 'false' : text;
}

/** The number that a scalar stands for, or undefined. */
export function toNumber(scalar: Scalar | undefined): number | undefined {
	if (typeof scalar === 'number') return scalar;
	if (typeof scalar !== 'string' || scalar.trim() === '') return undefined;
	const number = Number(scalar);
	return Number.isNaN(number) ? undefined : number;
}

/** The value as it is used at another place, with all that it holds there. `inner` places what is within; by default alike. */
export function relocated(value: Value, site: Site, inner: (value: Value) => Value = one => relocated(one, site)): Value {
	switch (value.kind) {
		case 'text': return { ...value, site, parts: value.parts.map(part => (typeof part === 'string' ? part : { ...part, site })) };
		case 'list': return { ...value, site, items: value.items.map(inner) };
		case 'map': return { ...value, site, entries: new Map([...value.entries].map(([name, entry]) => [name, { key: site, value: inner(entry.value) }])) };
		case 'choice': return { ...value, site, options: value.options.map(option => ({ ...option, value: inner(option.value) })) };
		case 'assumed': return { ...value, site, value: inner(value.value) };
		default: return { ...value, site };
	}
}

export function both(...answers: readonly Answer[]): Answer {
	if (answers.includes('no')) return 'no';
	return answers.includes('maybe') ? 'maybe' : 'yes';
}

export function either(...answers: readonly Answer[]): Answer {
	if (answers.includes('yes')) return 'yes';
	return answers.includes('maybe') ? 'maybe' : 'no';
}

export function not(answer: Answer): Answer {
	return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'maybe';
}

/** Joins neighbouring literals; a text without unknown parts becomes a known string, a single part itself. */
export function text(parts: readonly TextPart[], site: Site): Known | Text | Reference | Pseudo | Unknown {
	const joined: TextPart[] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
		else if (part !== '') joined.push(part);
	}
	if (joined.length === 0) return { kind: 'known', scalar: '', site };
	if (joined.length === 1) {
		const only = joined[0]!;
		return typeof only === 'string' ? { kind: 'known', scalar: only, site } : { ...only, site };
	}
	return { kind: 'text', parts: joined, site };
}
