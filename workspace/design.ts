/**
 * One design through its versions: what was lowered, what its baseline was, and the reviewer's memory of it. Reviews of one
 * design run one after the other; a second one finds what the first has done.
 */
import type { Dialect, SourceDocument, Sources, TextFile } from '../engine/dialects/dialect.ts';
import { Architecture, type ArchitectureOptions } from '../engine/model/architecture.ts';
import type { Lowered } from '../engine/model/lowered.ts';
import { type Review, Reviewer } from '../engine/review/reviewer.ts';
import type { Rule } from '../engine/review/rule.ts';
import type { Settings } from '../engine/review/settings.ts';

export interface Version {
	readonly dialect: Dialect;
	readonly sources: readonly SourceDocument[];
	/** What the design is besides its documents. */
	readonly standing: Omit<Sources, 'documents'>;
	/** Undefined where there is none. It reads the same other files, as they are now: what stands in them is never what changed. */
	readonly baseline: readonly SourceDocument[] | undefined;
	/** What the documents themselves say of the design as it was, where there is no other baseline. */
	readonly before: (() => Lowered) | undefined;
	readonly settings: Settings;
	readonly only: readonly string[] | undefined;
	readonly checkPath: ArchitectureOptions['checkPath'];
	readonly pause: () => Promise<void> | undefined;
}

export interface Reviewed {
	readonly design: Architecture;
	readonly review: Review;
}

/** Documents and what was made of them. */
interface Text {
	readonly dialect: Dialect;
	readonly sources: Sources;
	readonly lowered: Lowered;
}

export class Design {
	private reviewer: Reviewer;
	private lowered: Text | undefined;
	private before: Text | undefined;
	private current: { readonly lowered: Lowered; readonly before: Lowered | undefined; readonly settings: Settings; readonly design: Architecture } | undefined;
	private last: { readonly design: Architecture; readonly only: string; readonly reviewed: Reviewed } | undefined;
	private turn: Promise<unknown> = Promise.resolve();

	constructor(private readonly rules: readonly Rule[]) {
		this.reviewer = new Reviewer(rules);
	}

	review(version: Version): Promise<Reviewed> {
		const result = this.turn.then(() => this.run(version));
		this.turn = result.catch(() => undefined);
		return result;
	}

	private async run(version: Version): Promise<Reviewed> {
		const design = this.architecture(version);
		const only = version.only?.join() ?? '*';
		if (this.last?.design === design && this.last.only === only) {
			const { ran, remembered } = this.last.reviewed.review.effort;
			return { design, review: { ...this.last.reviewed.review, effort: { ran: 0, remembered: ran + remembered } } };
		}
		const { settings, pause } = version;
		const review = await this.reviewer.review(design, {
			level: (rule, uri) => settings.level(rule, uri),
			...(version.only && { only: new Set(version.only) }),
			uri: version.standing.main,
			pause,
		});
		this.last = { design, only, reviewed: { design, review } };
		return this.last.reviewed;
	}

	/** The same object as long as the texts of the design and of its baseline, and the settings, are the same. */
	private architecture({ dialect, sources, standing, baseline, before: own, settings, checkPath }: Version): Architecture {
		const now = lower(dialect, { documents: sources, ...standing }, this.lowered);
		this.lowered = now;
		const unchanged = baseline && baseline.length === sources.length
			&& baseline.every((one, index) => one.uri === sources[index]!.uri && one.tree.text === sources[index]!.tree.text);
		const known = own && this.before?.sources === now.sources && this.before !== now ? this.before : undefined;
		this.before = baseline ? (unchanged ? now : lower(dialect, { documents: baseline, ...standing }, this.before)) : known ?? (own && { dialect, sources: now.sources, lowered: own() });
		const before = this.before?.lowered;
		if (this.current?.lowered === now.lowered && this.current.before === before && this.current.settings === settings) return this.current.design;
		// What the settings say to rules is no recorded read: where it is another, nothing that was remembered is good.
		if (this.current && said(this.current.settings) !== said(settings)) this.reviewer = new Reviewer(this.rules);
		const options = { trustedAccounts: settings.trustedAccounts, bucketNames: settings.bucketNames, ...(checkPath && { checkPath }) };
		const design = new Architecture(now.lowered, { ...options, ...(before && { baseline: new Architecture(before, options) }) });
		this.current = { lowered: now.lowered, before, settings, design };
		return design;
	}
}

function said({ trustedAccounts, bucketNames }: Settings): string {
	return JSON.stringify([trustedAccounts, bucketNames]);
}

function lower(dialect: Dialect, sources: Sources, known: Text | undefined): Text {
	const { documents, files = [], ...standing } = sources;
	const same = known?.dialect === dialect && known.sources.documents.length === documents.length && known.sources.documents.every((one, index) => one === documents[index])
		&& sameFiles(known.sources.files ?? [], files)
		&& JSON.stringify({ ...known.sources, documents: undefined, files: undefined }) === JSON.stringify({ ...standing, documents: undefined, files: undefined });
	return same ? known : { dialect, sources, lowered: dialect.lower(sources) };
}

function sameFiles(one: readonly TextFile[], other: readonly TextFile[]): boolean {
	return one.length === other.length && one.every(({ uri, text }, index) => other[index]!.uri === uri && other[index]!.text === text);
}
