/**
 * Asks every rule of every resource that it concerns, and remembers the answers: in the next version of the design a rule is
 * run again only where something that it read has changed.
 *
 * A reviewer belongs to one design through its versions. It knows rules and the model; it reads no text, no clock and no
 * settings but the levels it is given, and it applies no suppressions.
 */
import type { Architecture, Reads } from '../model/architecture.ts';
import { type Resource, consistent } from '../model/resource.ts';
import type { Finding, RelatedPlace, Severity } from './finding.ts';
import { type Anchor, BlockIndex } from './places.ts';
import { reporter } from './report.ts';
import type { Rule } from './rule.ts';

export type Level = Severity | 'off';

export interface ReviewerOptions {
	/** How a document wants a rule graded; undefined leaves it to the rule. */
	readonly level?: (rule: string, uri: string) => Level | undefined;
	/** Only these rules. */
	readonly only?: ReadonlySet<string>;
	/** Only resources written in this document; by default all. */
	readonly uri?: string | undefined;
	/** Called after every step; the work waits for what it returns, and ends where that rejects. */
	readonly pause?: () => Promise<void> | undefined;
}

export interface Review {
	/** Of all documents of the design, by document and offset; nothing is suppressed yet. */
	readonly findings: readonly Finding[];
	/** Where a rule asked and had no certain answer, and said nothing. */
	readonly undecided: readonly Undecided[];
	/** Rules that threw: defects of Plumbline, of which a reader must know that the review is not complete. */
	readonly failures: readonly Failure[];
	readonly effort: { readonly ran: number; readonly remembered: number };
}

export interface Undecided {
	readonly rule: string;
	readonly address: string;
	readonly uri: string;
}

export interface Failure extends Undecided {
	readonly error: string;
}

interface Answer {
	readonly findings: readonly Finding[];
	readonly undecided: boolean;
	readonly failure?: string;
}

interface Memory {
	/** What the resource says of itself without being asked for a property. */
	readonly identity: string;
	readonly reads: Reads;
	readonly undecided: boolean;
	readonly findings: readonly { readonly finding: Finding; readonly at: Anchor; readonly related: readonly Anchor[] }[];
}

export class Reviewer {
	private readonly memory = new Map<string, Map<string, Memory>>();

	constructor(private readonly rules: readonly Rule[]) {}

	async review(design: Architecture, options: ReviewerOptions = {}): Promise<Review> {
		const blocks = new BlockIndex(design);
		const findings: Finding[] = [];
		const undecided: Undecided[] = [];
		const failures: Failure[] = [];
		const effort = { ran: 0, remembered: 0 };
		for (const { rule, resource, level } of this.questions(design, options)) {
			const remembered = this.recall(rule, resource, blocks);
			const answer = remembered ?? this.run(rule, resource, blocks);
			effort[remembered ? 'remembered' : 'ran']++;
			findings.push(...answer.findings.map(finding => (level ? { ...finding, severity: level } : finding)));
			if (answer.undecided && answer.findings.length === 0) undecided.push({ rule: rule.id, address: resource.address, uri: resource.site.uri });
			if (answer.failure) failures.push({ rule: rule.id, address: resource.address, uri: resource.site.uri, error: answer.failure });
			const pausing = options.pause?.();
			if (pausing) await pausing;
		}
		this.prune(design);
		return { findings: ordered(findings), undecided, failures, effort };
	}

	private *questions(design: Architecture, { level, only, uri }: ReviewerOptions): Iterable<{ rule: Rule; resource: Resource; level?: Severity }> {
		for (const rule of this.rules) {
			if ((only && !only.has(rule.id)) || (rule.evolution && !design.baseline)) continue;
			for (const type of typeof rule.on === 'string' ? [rule.on] : rule.on) {
				for (const resource of type === '*' ? design.resources : design.all(type)) {
					const wanted = level?.(rule.id, resource.site.uri);
					if (uri !== undefined && resource.site.uri !== uri) continue;
					if (wanted === 'off' || !consistent(resource.when)) continue;
					yield { rule, resource, ...(wanted && { level: wanted }) };
				}
			}
		}
	}

	private run(rule: Rule, resource: Resource, blocks: BlockIndex): Answer {
		const findings: Finding[] = [];
		const design = resource.design;
		try {
			const { reads, undecided } = design.record(() => {
				// Whatever the rule asks, what it says of the resource rests on the resource's own text.
				void resource.properties;
				rule.review(resource, design, reporter(rule, resource, findings));
			});
			this.remember(rule, resource, { reads, undecided, findings }, blocks);
			return { findings, undecided };
		} catch (error) {
			this.memory.get(rule.id)?.delete(resource.id);
			return { findings: [], undecided: false, failure: error instanceof Error ? error.message : String(error) };
		}
	}

	private remember(rule: Rule, resource: Resource, answer: Answer & { reads: Reads }, blocks: BlockIndex): void {
		let memory = this.memory.get(rule.id);
		if (!memory) {
			memory = new Map();
			this.memory.set(rule.id, memory);
		}
		const findings = [];
		for (const finding of answer.findings) {
			const [at, ...related] = [finding.place, ...finding.related].map(place => blocks.anchor(place));
			if (!at || !related.every(anchor => anchor !== undefined)) {
				memory.delete(resource.id);
				return;
			}
			// A copy, because strings cut out of a text keep the whole text alive, and each entry may be of another version.
			findings.push({ finding: structuredClone(finding), at, related });
		}
		memory.set(resource.id, { identity: identity(resource), reads: answer.reads, undecided: answer.undecided, findings });
	}

	private recall(rule: Rule, resource: Resource, blocks: BlockIndex): Answer | undefined {
		const memory = this.memory.get(rule.id)?.get(resource.id);
		if (!memory || memory.identity !== identity(resource) || !resource.design.unchanged(memory.reads)) return undefined;
		const findings: Finding[] = [];
		for (const { finding, at, related } of memory.findings) {
			const place = blocks.place(at);
			const others = related.map((anchor, index) => withPlace(finding.related[index]!, blocks.place(anchor)));
			if (!place || !others.every(other => other !== undefined)) return undefined;
			findings.push({ ...finding, place, related: others });
		}
		return { findings, undecided: memory.undecided };
	}

	/** Forgets resources that are no more. */
	private prune(design: Architecture): void {
		for (const memory of this.memory.values()) {
			for (const id of memory.keys()) if (!design.resource(id)) memory.delete(id);
		}
	}
}

function identity(resource: Resource): string {
	const when = resource.when.map(one => `${one.name}=${one.is}`).join();
	return `${resource.address} ${resource.name} ${resource.multiplicity} ${resource.partial} ${resource.origin} ${when}`;
}

function withPlace(related: RelatedPlace, place: { uri: string; range: RelatedPlace['range'] } | undefined): RelatedPlace | undefined {
	return place && { ...related, ...place };
}

/** By document and offset; what is said twice at one place (of a module that is called twice) is said once. */
export function ordered(findings: readonly Finding[]): Finding[] {
	const unique = new Map<string, Finding>();
	for (const finding of findings) {
		const key = keyOf(finding);
		const known = unique.get(key);
		unique.set(key, known ? joined(known, finding) : finding);
	}
	return [...unique.values()].sort((a, b) => compare(a.place.uri, b.place.uri)
		|| a.place.range.start - b.place.range.start || a.place.range.end - b.place.range.end || compare(a.rule, b.rule) || compare(a.message, b.message));
}

/** Findings of equal keys say the same at the same place. */
export function keyOf({ rule, message, place: { uri, range } }: Finding): string {
	return `${rule} ${uri} ${range.start} ${range.end} ${message}`;
}

/** One finding with the other sides of both, and whose fixes mend both. */
export function joined(one: Finding, other: Finding): Finding {
	const related = [...one.related, ...other.related.filter(two => !one.related.some(known => JSON.stringify(known) === JSON.stringify(two)))];
	const fixes = one.fixes.map(fix => {
		const more = other.fixes.find(two => two.title === fix.title)?.changes ?? [];
		return { ...fix, changes: [...fix.changes, ...more.filter(change => !fix.changes.some(known => JSON.stringify(known) === JSON.stringify(change)))] };
	});
	return { ...one, related, fixes };
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
