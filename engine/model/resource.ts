/**
 * What rules see: resources and their properties, as questions with three answers.
 *
 * A {@link Property} is one place of a resource together with all that may stand there: usually one value, several under a
 * conditional. Questions are asked of all of them at once (`is`), or of each alone (`alternatives`). Every question is
 * recorded by the architecture, so that the reviewer knows what an answer depended on. Nothing here knows a dialect, and
 * nothing here changes anything.
 */
import { defaultOf } from '../aws/defaults.ts';
import type { Architecture } from './architecture.ts';
import type { LoweredResource } from './lowered.ts';
import { type Path, type Segment, formatPath, parsePattern, patternOf } from './path.ts';
import {
	type Answer, type Assumed, type Condition, type MapEntry, type Scalar, type Site, type TextPart, type Value, sameScalar, toNumber,
} from './value.ts';

/** More alternatives than this at one place are read as unknown (a budget against nested conditionals). */
const MAX_ALTERNATIVES = 64;

/** One value that may stand at a place, with what must hold for it. Never a choice or an assumption itself. */
interface Located {
	readonly path: Path;
	readonly value: Exclude<Value, { kind: 'choice' | 'assumed' }>;
	readonly when: readonly Condition[];
	readonly assumed: readonly Assumed[];
}

export class Resource {
	constructor(readonly design: Architecture, private readonly lowered: LoweredResource) {}

	/** Unique in the design. */
	get id(): string { return this.lowered.id; }
	/** CloudFormation resource type, e.g. `AWS::S3::Bucket`. */
	get type(): string { return this.lowered.type; }
	/** Logical id, or Terraform name. */
	get name(): string { return this.lowered.name; }
	/** Logical id, or Terraform address. */
	get address(): string { return this.lowered.address; }
	/** The resource's name in its document. */
	get site(): Site { return this.lowered.site; }
	get blocks(): readonly string[] { return this.lowered.blocks; }
	/** The conditions under which the resource exists. */
	get when(): readonly Condition[] { return this.lowered.when; }
	get multiplicity(): LoweredResource['multiplicity'] { return this.lowered.multiplicity; }
	/** See {@link LoweredResource.instances}. */
	get instances(): number | undefined {
		// Where the number comes from counts as read.
		this.design.propertiesOf(this.lowered);
		this.design.all(this.type);
		return this.lowered.instances;
	}
	/** CDK construct path, for the reader. */
	get origin(): string | undefined { return this.lowered.origin; }
	/** The calls that bring a resource of a called module into the design, the outermost first. */
	get calls(): NonNullable<LoweredResource['calls']> { return this.lowered.calls ?? []; }

	/** All properties, as one. */
	get properties(): Property {
		return new Property(this, expand([], this.design.propertiesOf(this.lowered), this.when, []));
	}

	/** The property at a path without `[]`. Never undefined: what is not written is an absent property. */
	at(pattern: string): Property {
		return this.properties.at(pattern);
	}

	/** Every value that a path with `[]` leads to, each alternative by itself; what is absent is left out. */
	all(pattern: string): Property[] {
		return this.properties.all(pattern);
	}

	/** What the design calls the place of a property. */
	named(path: Path): string { return this.lowered.named?.(path) ?? formatPath(path); }

	/** Whether a property that is not written can still be there: the document shows only a part of this resource. */
	get partial(): boolean { return this.lowered.partial === true; }

	/** Whether its values are what came of a run: nobody can tell then which of them are written out. */
	get evaluated(): boolean { return this.lowered.evaluated === true; }
}

/** The known items of a list. */
export interface Items extends ReadonlyArray<Property> {
	/** Yes: these are all. Maybe: there can be others, or the list itself is not known. */
	readonly complete: Answer;
}

export class Property {
	constructor(readonly resource: Resource, private readonly located: readonly Located[]) {
		if (located.length === 0) throw new Error('a property needs at least one alternative');
	}

	/** Where to underline. */
	get site(): Site { return this.located[0]!.value.site; }
	/** The concrete place; of several alternatives that of the first. */
	get path(): Path { return this.located[0]!.path; }
	/** `A.B[1].C`, for messages. */
	get pathText(): string { return formatPath(this.path); }
	/** The place as the design's dialect has it (`rule[0].transition[1].days`), for messages. */
	get placeText(): string { return this.resource.named(this.path); }
	/** The last name of {@link placeText}. */
	get label(): string { return this.placeText.split('.').at(-1)!.replace(/\[\d+\]$/, ''); }
	/** AWS's name of the property. */
	get name(): string { return [...this.path].reverse().find(segment => typeof segment === 'string') ?? this.resource.name; }
	/** What must hold for this value to stand here; of several branches nothing but what the resource itself needs. */
	get when(): readonly Condition[] {
		const [first, ...others] = this.located;
		return others.every(one => JSON.stringify(one.when) === JSON.stringify(first!.when)) ? first!.when : this.resource.when;
	}
	/** What must hold beside it for this value to stand here: its conditions, and what the defaults that it rests on make of others. */
	get demands(): readonly Condition[] {
		return this.located.length === 1 ? demands(this.located[0]!) : this.when;
	}
	/** The parameters and variables whose defaults this value rests on. */
	get assumed(): readonly Assumed[] { return this.located.flatMap(one => one.assumed); }

	/**
	 * What may stand here, by the conditions that decide it: one property for each branch. Values between which no condition of
	 * the design chooses (the allowed values of a parameter) stay together: a rule cannot blame one of them.
	 */
	get alternatives(): readonly Property[] {
		if (this.located.length === 1) return [this];
		const branches = new Map<string, Located[]>();
		for (const one of this.located) {
			const key = JSON.stringify(one.when);
			const same = branches.get(key);
			if (same) same.push(one);
			else branches.set(key, [one]);
		}
		return [...branches.values()].map(branch => new Property(this.resource, branch));
	}

	/** The raw value, if only one may stand here. For engine code; rules ask questions. */
	get value(): Located['value'] | undefined {
		return this.located.length === 1 ? this.located[0]!.value : undefined;
	}

	/** Whether anything is written here. */
	get exists(): Answer {
		return this.ask(value => (value.kind === 'absent' ? 'no' : value.kind === 'unknown' ? 'maybe' : 'yes'));
	}

	/** Whether the value is (one of) the given; an absent value is its documented default, else none of them. */
	is(...expected: Scalar[]): Answer {
		return this.test(scalar => expected.some(one => sameScalar(scalar, one)));
	}

	/** Whether a condition holds of the scalar. An absent value is its documented default; without one the answer is no. Maps and lists: no. */
	test(predicate: (scalar: Scalar) => boolean): Answer {
		return this.ask((value, path) => {
			switch (value.kind) {
				case 'known': return predicate(value.scalar) ? 'yes' : 'no';
				case 'absent': {
					const usual = defaultOf(this.resource.type, patternOf(path));
					return usual !== undefined && predicate(usual.value) ? 'yes' : 'no';
				}
				case 'map': case 'list': return 'no';
				default: return 'maybe';
			}
		});
	}

	/** The scalar, where exactly one is certain to stand here (or is the documented default). */
	get scalar(): Scalar | undefined {
		const only = this.value;
		if (only?.kind === 'known') return only.scalar;
		if (only?.kind === 'absent') return defaultOf(this.resource.type, patternOf(this.path))?.value;
		this.design.undecided(this.located.some(one => !['map', 'list', 'known', 'absent'].includes(one.value.kind)));
		return undefined;
	}

	get string(): string | undefined {
		const scalar = this.scalar;
		return typeof scalar === 'string' ? scalar : undefined;
	}

	/** The number; CloudFormation's numeric strings count. */
	get number(): number | undefined {
		return toNumber(this.scalar);
	}

	/** The parts of a string of which perhaps not all are known; undefined for what is no string. */
	get textParts(): readonly TextPart[] | undefined {
		const only = this.value;
		switch (only?.kind) {
			case 'known': return only.scalar === null ? undefined : [String(only.scalar)];
			case 'text': return only.parts;
			case 'reference': case 'pseudo': case 'unknown': return [only];
			default: return undefined;
		}
	}

	/** The property below this one; see {@link Resource.at}. */
	at(pattern: string): Property {
		let located = this.located;
		for (const segment of parsePattern(pattern)) {
			if (segment === '[]') throw new Error(`${pattern}: use all() for lists`);
			located = limit(located.flatMap(one => step(one, segment, this.resource.partial)));
		}
		const property = new Property(this.resource, located);
		this.design.checkPath(this.resource.type, property.path);
		return property;
	}

	/** See {@link Resource.all}. */
	all(pattern: string): Property[] {
		let found: readonly Property[] = [this];
		let names: string[] = [];
		const descend = () => {
			const path = names.join('.');
			if (path) found = found.map(property => property.at(path));
			names = [];
		};
		for (const segment of parsePattern(pattern)) {
			if (segment === '[]') {
				descend();
				found = found.flatMap(property => [...property.items]);
			} else names.push(segment);
		}
		descend();
		return found.flatMap(property => property.alternatives).filter(property => property.located.some(one => one.value.kind !== 'absent'));
	}

	/** The items of the list here; a scalar or map that stands where AWS also takes a list counts as its only item. */
	get items(): Items {
		let complete: Answer = 'yes';
		const items: Property[] = [];
		for (const { path, value, when, assumed } of this.located) {
			if (value.kind === 'list') {
				if (value.open) complete = 'maybe';
				value.items.forEach((item, index) => {
					const located = expand([...path, index], item, when, assumed).filter(one => one.value.kind !== 'absent');
					if (located.length > 0) items.push(new Property(this.resource, located));
				});
			} else if (value.kind === 'unknown' || value.kind === 'reference') complete = 'maybe';
			else if (value.kind !== 'absent') items.push(new Property(this.resource, [{ path, value, when, assumed }]));
		}
		if (complete === 'maybe') this.design.undecided(true);
		return Object.assign(items, { complete });
	}

	/** The entries of the map here, in the order of the text; alternatives one after the other. */
	get entries(): readonly (readonly [name: string, property: Property, key: Site])[] {
		return this.located.flatMap(one => (one.value.kind === 'map'
			? [...one.value.entries].map(([name, entry]: [string, MapEntry]) => [
				name, new Property(this.resource, expand([...one.path, name], entry.value, one.when, one.assumed)), entry.key,
			] as const)
			: []));
	}

	/** For code that reasons over raw values (the policy engine): every alternative's value with its place. */
	get raw(): readonly Located[] { return this.located; }

	/** This property and the other can stand at the same time: no condition of the one contradicts the other's. */
	together(other: Property): boolean {
		return this.located.some(one => other.located.some(two => consistent([...demands(one), ...demands(two)])));
	}

	private get design(): Architecture { return this.resource.design; }

	private ask(question: (value: Located['value'], path: Path) => Answer): Answer {
		const answers = new Set(this.located.map(one => question(one.value, one.path)));
		const answer = answers.size === 1 ? [...answers][0]! : 'maybe';
		// Which branch it is a rule can find out by asking each; which allowed value it will be nobody can.
		this.design.undecided(answers.has('maybe') || (answer === 'maybe' && this.alternatives.length === 1));
		return answer;
	}
}

/** What must hold for the value to stand there, and what holds by the defaults that it rests on. */
function demands({ when, assumed }: Located): readonly Condition[] {
	return [...when, ...assumed.flatMap(one => one.implies ?? [])];
}

/** No condition is required both to hold and not to hold. */
export function consistent(conditions: readonly Condition[]): boolean {
	const known = new Map<string, boolean>();
	for (const { name, is } of conditions) {
		if ((known.get(name) ?? is) !== is) return false;
		known.set(name, is);
	}
	return true;
}

function expand(path: Path, value: Value, when: readonly Condition[], assumed: readonly Assumed[]): readonly Located[] {
	switch (value.kind) {
		case 'choice': return limit(value.options.flatMap((option, branch) => {
			const conditions = [...when, ...option.when];
			return consistent(conditions) ? expand([...path, { branch }], option.value, conditions, assumed) : [];
		}), value);
		case 'assumed': return expand(path, value.value, when, [...assumed, value]).map(one => ({ ...one, value: { ...one.value, site: value.site } }));
		default: return [{ path, value, when, assumed }];
	}
}

/** Where the choices multiply beyond the budget, the place is unknown. */
function limit(located: readonly Located[], choice?: Value): readonly Located[] {
	const first = located[0];
	if (first && located.length <= MAX_ALTERNATIVES) return located;
	const site = first?.value.site ?? choice!.site;
	const reason = first ? 'too many conditional values' : 'none of the conditional values can happen';
	return [{ path: first?.path ?? [], value: { kind: 'unknown', reason, site }, when: [], assumed: [] }];
}

function step(from: Located, name: Segment & string, partial: boolean): readonly Located[] {
	const { value, when, assumed } = from;
	const path = [...from.path, name];
	if (value.kind === 'map') {
		const entry = value.entries.get(name);
		if (entry) return expand(path, entry.value, when, assumed);
		const missing: Located['value'] = value.open || (partial && from.path.length === 0)
			? { kind: 'unknown', reason: 'not in this document', site: value.site }
			: { kind: 'absent', site: value.site };
		return [{ path, value: missing, when, assumed }];
	}
	if (value.kind === 'absent') return [{ path, value, when, assumed }];
	if (value.kind === 'known' || value.kind === 'list') return [{ path, value: { kind: 'absent', site: value.site }, when, assumed }];
	const reason = value.kind === 'unknown' ? value.reason : 'known only after the deployment';
	return [{ path, value: { kind: 'unknown', reason, site: value.site }, when, assumed }];
}
