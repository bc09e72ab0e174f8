/** The workspace itself: puts documents, settings, designs and baselines together for each review. */
import type { Dialect, SourceDocument } from '../engine/dialects/dialect.ts';
import type { Architecture, ArchitectureOptions } from '../engine/model/architecture.ts';
import type { Lowered } from '../engine/model/lowered.ts';
import { severities } from '../engine/review/finding.ts';
import type { Rule } from '../engine/review/rule.ts';
import type { Settings } from '../engine/review/settings.ts';
import { settingsSuppressionFaults, suppress } from '../engine/review/suppress.ts';
import { readSuppressions } from '../engine/review/suppressions.ts';
import { Baselines, USUAL } from './baselines.ts';
import { Callers, MAX_ROOTS } from './callers.ts';
import { combined } from './combine.ts';
import { type Configuration, Configurations, written } from './configurations.ts';
import { Design } from './design.ts';
import { dialects as allDialects } from './dialects.ts';
import { discover } from './discover.ts';
import { isTerraform } from './languages.ts';
import { Document, Documents } from './documents.ts';
import { pacer, throwIfCancelled } from './pace.ts';
import { type Recognised, moduleIn, recognise, standing } from './recognise.ts';
import { notReviewed, problemFindings, reviewOf } from './reviews.ts';
import { SETTINGS, SettingsFiles, isSettings } from './settings-files.ts';
import { filesOf } from './text-files.ts';
import { TiedDocuments } from './ties.ts';
import { child, isBelow, nameOf, parent } from './uris.ts';
import { Cancelled, type DocumentReview, type Files, type History, type ReviewOptions, type Workspace } from './workspace.ts';

/** Designs whose memory is kept; of others the next review starts from nothing. */
const DESIGNS_KEPT = 64;

export interface WorkspaceOptions {
	/** What relative paths in {@link ReviewOptions} are relative to, and where new settings are written; a URI. Without it, the reviewed document's directory. */
	readonly directory?: string;
	/** Awaited before a design of the dialect is read (Terraform's grammar). Where it rejects, the status says so. */
	readonly prepare?: (dialect: Dialect['id']) => Promise<void> | undefined;
	/** The day of the review, YYYY-MM-DD; by default the clock's. */
	readonly today?: () => string;
	readonly dialects?: readonly Dialect[];
	/** See {@link ArchitectureOptions}. */
	readonly checkPath?: ArchitectureOptions['checkPath'];
}

export function createWorkspace(files: Files, history: History, rules: readonly Rule[], options: WorkspaceOptions = {}): Workspace {
	return new ReviewWorkspace(files, history, rules, options);
}

class ReviewWorkspace implements Workspace {
	readonly rules: ReadonlyMap<string, Rule>;
	private readonly documents: Documents;
	private readonly settings: SettingsFiles;
	private readonly baselines: Baselines;
	private readonly callers: Callers;
	private readonly ties: TiedDocuments;
	private readonly configurations: Configurations;
	private readonly designs = new Map<string, Design>();
	private readonly ids: readonly string[];
	/** No rule looks back: then Git need not be asked. */
	private readonly looksBack: boolean;

	constructor(private readonly files: Files, history: History, private readonly list: readonly Rule[], private readonly options: WorkspaceOptions) {
		this.rules = new Map(list.map(rule => [rule.id, rule]));
		this.ids = list.map(rule => rule.id);
		this.looksBack = list.some(rule => rule.evolution);
		this.documents = new Documents(files);
		this.settings = new SettingsFiles(this.documents, this.ids);
		this.baselines = new Baselines(files, this.documents, history);
		this.configurations = new Configurations(this.documents);
		const dialect = (id: Dialect['id']) => (options.dialects ?? allDialects).find(one => one.id === id);
		this.callers = new Callers(files, this.documents, options.directory, dialect('terraform'));
		this.ties = new TiedDocuments(files, this.documents, options.directory, dialect('cloudformation'));
	}

	open(uri: string, text: string, version: number): void {
		this.documents.open(uri, text, version);
	}

	close(uri: string): void {
		this.documents.close(uri);
		this.callers.forget(uri);
		this.ties.forget(uri);
	}

	forget(uri: string): void {
		// What designs remember stays: it is good wherever the text turns out to be the same.
		this.documents.forget(uri);
		this.callers.forget(uri);
		this.ties.forget(uri);
	}

	async review(uri: string, options: ReviewOptions = {}): Promise<DocumentReview> {
		throwIfCancelled(options.cancelled);
		const document = await this.documents.get(uri);
		if (!(document instanceof Document)) return notReviewed(uri, '', undefined, because(document.unreadable));
		if (isSettings(uri)) return this.settingsReview(document);
		const settings = await this.settings.for(uri);
		const { text, version } = document;
		if (settings.ignores(uri)) return notReviewed(uri, text, version, `${SETTINGS} ignores it`);
		const unprepared = await this.prepare(document);
		if (unprepared && document.language === 'hcl') return notReviewed(uri, text, version, unprepared);
		const recognised = await recognise(document, this.documents, this.options.dialects ?? allDialects);
		if (!('dialect' in recognised)) return notReviewed(uri, text, version, recognised.reason);
		throwIfCancelled(options.cancelled);
		try {
			return await this.reviewDesigns(document, unprepared ? { ...recognised, incomplete: [...recognised.incomplete, unprepared] } : recognised, settings, options);
		} catch (error) {
			if (error instanceof Cancelled) throw error;
			// A defect of a dialect must not keep other documents from being reviewed.
			return notReviewed(uri, text, version, `of an internal error: ${error instanceof Error ? error.message : String(error)}`);
		}
	}

	async discover(uris: readonly string[], options: ReviewOptions = {}): Promise<readonly string[]> {
		const found = await discover(uris, { files: this.files, settingsFor: uri => this.settings.for(uri), pause: pacer(options.cancelled) });
		const settings = new Set(found.settings);
		for (const uri of uris) {
			const above = await this.settings.for(uri);
			if (above.uri) settings.add(above.uri);
		}
		return [...found.candidates, ...await this.faulty([...settings], found.candidates)];
	}

	/** A module that others call is reviewed as they call it; whoever is called by nobody begins a design. */
	private async reviewDesigns(document: Document, recognised: Recognised, settings: Settings, options: ReviewOptions): Promise<DocumentReview> {
		const { directory, dialect } = recognised;
		const { roots, complete } = directory === undefined ? { roots: [], complete: true } : await this.callers.of(directory);
		if (dialect.ties) return this.reviewAmongOthers(document, recognised, settings, options);
		if (roots.length === 0) return this.reviewDesign(document, recognised, settings, options);
		const reviews: DocumentReview[] = [];
		for (const root of roots) {
			throwIfCancelled(options.cancelled);
			const design = await moduleIn(root, dialect, this.documents);
			const incomplete = [...recognised.incomplete, ...design.incomplete, ...complete ? [] : [`not everything that calls this module was found, or more than ${MAX_ROOTS} modules do`]];
			reviews.push(await this.reviewDesign(document, { ...design, reason: recognised.reason, incomplete }, settings, options));
		}
		return combined(reviews, `${recognised.reason}, and the module in ${names(roots.map(root => relativeName(directory!, root)))} calls it`);
	}

	/** A template is reviewed among those that it is tied to, once for each resource that nests it. */
	private async reviewAmongOthers(document: Document, recognised: Recognised, settings: Settings, options: ReviewOptions): Promise<DocumentReview> {
		const { documents, exportedElsewhere, incomplete } = await this.ties.of(document);
		if (documents.length === 0) return this.reviewDesign(document, recognised, settings, options);
		const among: Recognised = {
			...recognised, documents: [document, ...documents], main: document.uri, incomplete: [...recognised.incomplete, ...incomplete],
			...(exportedElsewhere.length > 0 && { exportedElsewhere }),
		};
		const deployments = recognised.dialect.deployments?.({ documents: among.documents.map(one => one.source), main: document.uri }) ?? [];
		const reason = `${recognised.reason}, among ${names(documents.map(one => nameOf(one.uri)))}`;
		if (deployments.length === 0) return this.reviewDesign(document, { ...among, reason }, settings, options);
		const reviews: DocumentReview[] = [];
		for (const deployment of deployments.slice(0, MAX_ROOTS)) {
			throwIfCancelled(options.cancelled);
			const left = deployments.length > MAX_ROOTS ? [`more than ${MAX_ROOTS} stacks nest it`] : [];
			reviews.push(await this.reviewDesign(document, { ...among, id: `${recognised.id} ${deployment}`, deployment, incomplete: [...among.incomplete, ...left] }, settings, options));
		}
		return combined(reviews, reason);
	}

	private async reviewDesign(document: Document, found: Recognised, settings: Settings, options: ReviewOptions): Promise<DocumentReview> {
		const { dialect } = found;
		const { files, asked: alsoRead, incomplete } = await filesOf(found, this.documents, this.callers);
		const recognised: Recognised = { ...found, ...(files.length > 0 && { files }), incomplete: [...found.incomplete, ...incomplete] };
		const variables = recognised.directory === undefined ? [] : options.variableFiles ?? [];
		const sources = await this.sourcesOf(recognised, variables);
		const baseline = await this.baseline(document, recognised, settings, options);
		throwIfCancelled(options.cancelled);
		const { design, review } = await this.designOf(recognised.id).review({
			dialect, sources, standing: { ...standing(recognised), variables, partial: recognised.partial === true }, settings, only: options.rules, checkPath: this.options.checkPath, pause: pacer(options.cancelled),
			baseline: baseline.texts && this.baselines.sources(baseline.texts, sources), before: baseline.before,
		});
		const evaluated = dialect.evaluated?.({ documents: sources });
		const configuration = evaluated && await this.configurationOf(document.uri, design, recognised, settings);
		const suppressions = readSuppressions(design, sources);
		const asked = (rule: string, uri: string) => (options.rules?.includes(rule) ?? true) && settings.level(rule, uri) !== 'off'
			&& review.failures.length === 0 && (!this.rules.get(rule)!.evolution || design.baseline !== undefined);
		const context = { suppressions, settings, rules: this.ids, asked, undecided: review.undecided, today: this.today() };
		const reported = suppress([...problemFindings(design, sources), ...review.findings], context);
		const findings = configuration ? written(reported, configuration, context) : reported;
		return reviewOf({
			document, recognised, sources, alsoRead, variables, design, review, findings, suppressions, settings, baseline: baseline.label,
			...(evaluated && { evaluated: { what: evaluated.what, configuration } }),
			newSettings: child(this.directoryOf(document.uri), SETTINGS),
			incomplete: [...recognised.incomplete, ...baseline.incomplete, ...design.incomplete, ...review.failures.map(one => `rule ${one.rule} failed on ${one.address}: ${one.error}`)],
		});
	}

	/** Where the design that a plan was made of is written. */
	private async configurationOf(uri: string, design: Architecture, { dialect }: Recognised, settings: Settings): Promise<Configuration | undefined> {
		try {
			await this.options.prepare?.(dialect.id);
			return await this.configurations.of(uri, design, dialect, settings);
		} catch {
			return undefined;
		}
	}

	private async sourcesOf({ documents }: Recognised, variables: readonly string[]): Promise<SourceDocument[]> {
		const further = await Promise.all(variables.filter(uri => !documents.some(one => one.uri === uri)).map(uri => this.documents.get(uri)));
		return [...documents, ...further.filter(one => one instanceof Document)].map(one => one.source);
	}

	/** Loads what is needed to read Terraform, before anything of a document that may be some is read. Answers what went wrong. */
	private async prepare({ uri, language }: Document): Promise<string | undefined> {
		if (language !== 'hcl' && !isTerraform(nameOf(uri))) return undefined;
		try {
			await this.options.prepare?.('terraform');
			return undefined;
		} catch (error) {
			return `Terraform's expressions cannot be read: ${error instanceof Error ? error.message : String(error)}`;
		}
	}

	private async baseline(document: Document, { dialect, directory, documents }: Recognised, settings: Settings, { baseline }: ReviewOptions): Promise<Compared> {
		if (!this.looksBack) return { label: 'none: no rule compares with it', incomplete: [] };
		const near = parent(document.uri);
		const relativeTo = baseline !== undefined ? this.options.directory?.replace(/\/?$/, '/') ?? near : parent(settings.uri) ?? near;
		const uris = [document.uri, ...documents.map(one => one.uri).filter(uri => uri !== document.uri)];
		const asked = baseline ?? settings.baseline;
		const own = asked === undefined ? dialect.evaluated?.({ documents: documents.map(one => one.source) })?.before : undefined;
		if (own) return { label: "the plan's own state", incomplete: [], before: own };
		const { label, texts, failed } = await this.baselines.of(uris, directory, { name: asked ?? USUAL, relativeTo });
		// In the order of the documents as they are now, so that the same texts are seen to be the same.
		const order = documents.map(one => one.uri);
		// Without Git there is no HEAD, and nobody asked for it; what was asked for must not be missed in silence.
		const incomplete = failed && asked !== undefined ? [`it could not be compared with ${asked} (${label.replace(/^none: /, '')})`] : [];
		return { label, incomplete, texts: texts && new Map([...texts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) };
	}

	private settingsReview(document: Document): DocumentReview {
		const { uri, text, version } = document;
		const settings = this.settings.of(document);
		const status = { reviewed: true, dialect: 'Settings', reason: `it is named ${SETTINGS}`, baseline: 'none: settings have none', undecided: [], incomplete: [] };
		return { ...notReviewed(uri, text, version, ''), status, findings: [...settings.findings, ...settingsSuppressionFaults(settings, this.today())] };
	}

	/** Settings files of which a reader must know before trusting a review. */
	private async faulty(uris: readonly string[], known: readonly string[]): Promise<string[]> {
		const reviews = await Promise.all(uris.filter(uri => !known.includes(uri)).map(uri => this.review(uri)));
		return reviews.filter(one => one.findings.some(finding => severities.indexOf(finding.severity) <= severities.indexOf('warning'))).map(one => one.uri);
	}

	/** The workspace's directory for what is in it, else the document's own. */
	private directoryOf(uri: string): string {
		const { directory } = this.options;
		return directory !== undefined && isBelow(uri, directory) ? directory : parent(uri) ?? uri;
	}

	private designOf(id: string): Design {
		const design = this.designs.get(id) ?? new Design(this.list);
		this.designs.delete(id);
		this.designs.set(id, design);
		if (this.designs.size > DESIGNS_KEPT) this.designs.delete(this.designs.keys().next().value!);
		return design;
	}

	private today(): string {
		return this.options.today?.() ?? new Date().toISOString().slice(0, 10);
	}
}

/** The first of some names. */
function names(all: readonly string[]): string {
	return `${all.slice(0, 3).join(', ')}${all.length > 3 ? ' and others' : ''}`;
}

/** A directory as seen from another. */
function relativeName(from: string, to: string): string {
	const [own, other] = [from, to].map(uri => uri.replace(/\/$/, '').split('/')) as [string[], string[]];
	let shared = 0;
	while (shared < own.length && shared < other.length && own[shared] === other[shared]) shared++;
	return [...own.slice(shared).map(() => '..'), ...other.slice(shared).map(part => nameOf(part))].join('/') || '.';
}

/** What a design is compared with, and what keeps it from being compared. */
interface Compared {
	readonly label: string;
	readonly incomplete: readonly string[];
	readonly texts?: ReadonlyMap<string, string> | undefined;
	readonly before?: () => Lowered;
}

/** A {@link FileContent}'s reason, completing "not reviewed because …". */
function because(unreadable: string): string {
	if (unreadable === 'no such file') return 'there is no such file';
	return /^(is|cannot) /.test(unreadable) ? `it ${unreadable}` : `reading it failed: ${unreadable}`;
}

/** Files and history that hold nothing, for workspaces of open documents only. */
export const nothing: Files & History = {
	read: async () => ({ unreadable: 'no such file' }),
	list: async () => [],
};
