/** `plumbline review`: from paths to a report and an exit code. */
import { existsSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Finding, type Fix, severities } from '../engine/review/finding.ts';
import type { DocumentReview, FileContent, Files, History, ReviewOptions, Workspace } from '../workspace/workspace.ts';
import { type ReviewRequest, UsageError, oneOf } from './arguments.ts';
import { editsOf, fixAll, writableOf } from './fix.ts';
import type { IO } from './io.ts';
import { Lines } from './lines.ts';
import { Progress } from './progress.ts';
import { jsonReport } from './report/json.ts';
import { markdownReport } from './report/markdown.ts';
import { type FixOutcome, type Notice, type Report, type ReportDocument, type ReportedFinding, placeOf } from './report/report.ts';
import { sarifReport } from './report/sarif.ts';
import { textReport } from './report/text.ts';
import { visible } from './report/visible.ts';

/** What a run needs; the files given here are the workspace's own. */
export interface Site {
	readonly workspace: Workspace;
	readonly files: RecordingFiles;
	readonly history: History;
	readonly pages: Readonly<Record<string, string>>;
	readonly version: string;
}

/** Passes reads on, and remembers what could not be read. */
export class RecordingFiles implements Files {
	readonly unreadable = new Map<string, string>();

	constructor(private readonly files: Files) {}

	async read(uri: string): Promise<FileContent> {
		const content = await this.files.read(uri);
		if ('unreadable' in content) this.unreadable.set(uri, content.unreadable);
		else this.unreadable.delete(uri);
		return content;
	}

	list(uri: string): ReturnType<Files['list']> {
		return this.files.list(uri);
	}
}

export async function review(request: ReviewRequest, site: Site, io: IO): Promise<number> {
	for (const rule of request.rules) oneOf(rule, [...site.workspace.rules.keys()], 'rule');
	const { present, failures } = resolvePaths(request, io);
	const progress = new Progress(io);
	const pathOf = (uri: string) => display(uri, io.cwd);
	progress.say('Looking for designs');
	const uris = await site.workspace.discover(present);
	const options: ReviewOptions = {
		...(request.rules.length > 0 && { rules: request.rules }),
		...await baseline(request, site, uris[0], io),
		...variableFiles(request, io),
	};
	const chosen = (finding: Finding) => severities.indexOf(finding.severity) <= severities.indexOf(request.level);
	const fixes = request.fix ? await fixAll(uris, { workspace: site.workspace, options, chosen, pathOf, progress }) : undefined;
	const { reviews, failed } = await reviewAll(uris, site, options, { pathOf, progress });
	progress.end();
	failures.push(...failed, ...fixes?.failed ?? []);
	const report = await compose(reviews, { site, chosen, failures, fixes, pathOf, edits: request.format === 'json' || request.format === 'sarif' });
	print(report, request, reviews, present, io);
	return failures.length > 0 ? 2 : report.findings.length > 0 ? 1 : 0;
}

/** One file after the other; what goes wrong with one is said, and the others are reviewed all the same. */
async function reviewAll(uris: readonly string[], { workspace, files }: Site, options: ReviewOptions, { pathOf, progress }: Telling) {
	const reviews: DocumentReview[] = [];
	const failed: Notice[] = [];
	for (const [index, uri] of uris.entries()) {
		progress.say(`Reviewing ${index + 1} of ${uris.length}: ${pathOf(uri)}`);
		try {
			const one = await workspace.review(uri, options);
			const unreadable = files.unreadable.get(uri);
			if (unreadable !== undefined) failed.push({ path: pathOf(uri), reason: unreadable });
			else reviews.push(one);
		} catch (error) {
			failed.push({ path: pathOf(uri), reason: internalError(error) });
		}
	}
	return { reviews, failed };
}

/** In one line, with the place in the program: what a bug report needs. */
function internalError(error: unknown): string {
	if (!(error instanceof Error)) return `internal error: ${String(error)}`;
	return `internal error: ${error.message} (${error.stack?.split('\n').find(line => /^\s+at /.test(line))?.trim() ?? 'nowhere'})`;
}

interface Telling {
	readonly pathOf: (uri: string) => string;
	readonly progress: Progress;
}

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'no such file or directory', ENOTDIR: 'no such file or directory', EACCES: 'permission denied', ELOOP: 'is a link that leads in circles',
};

/** The paths as URIs; those that are not there fail, and the others are reviewed all the same. */
function resolvePaths(request: ReviewRequest, io: IO): { present: string[]; failures: Notice[] } {
	const present = new Set<string>();
	const failures: Notice[] = [];
	for (const path of request.paths) {
		const absolute = resolve(io.cwd, path);
		try {
			statSync(absolute);
			present.add(pathToFileURL(absolute).href);
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			failures.push({ path, reason: reasons[code ?? ''] ?? `cannot be read (${code})` });
		}
	}
	return { present: [...present], failures };
}

/** Values that nobody can read are no values: that is wrong use. */
function variableFiles({ variableFiles }: ReviewRequest, io: IO): { variableFiles?: string[] } {
	const missing = variableFiles.find(path => !existsSync(resolve(io.cwd, path)));
	if (missing !== undefined) throw new UsageError(`--var-file ${missing}: there is no such file`);
	return variableFiles.length > 0 ? { variableFiles: variableFiles.map(path => pathToFileURL(resolve(io.cwd, path)).href) } : {};
}

/** A path that exists, spelt as a path; else a revision, which must be one. */
async function baseline({ baseline: asked }: ReviewRequest, { history }: Site, near: string | undefined, io: IO): Promise<{ baseline?: string }> {
	if (asked === undefined) return {};
	const path = resolve(io.cwd, asked);
	if (asked !== 'none' && existsSync(path)) return { baseline: path === asked || asked.startsWith('.') ? asked : `./${asked}` };
	const answer = asked === 'none' || near === undefined ? 'untracked' : await history.read(near, asked);
	if (answer !== 'untracked' && 'unreadable' in answer) {
		throw new UsageError(`--baseline ${asked} is neither a path nor a revision: ${answer.unreadable}`);
	}
	return { baseline: asked };
}

interface Composition {
	readonly site: Site;
	readonly chosen: (finding: Finding) => boolean;
	readonly failures: readonly Notice[];
	readonly fixes: FixOutcome | undefined;
	readonly pathOf: (uri: string) => string;
	/** Whether the report shows the edits of fixes. */
	readonly edits: boolean;
}

async function compose(reviews: readonly DocumentReview[], { site, chosen, failures, fixes, pathOf, edits }: Composition): Promise<Report> {
	const findings = onlyOnce(reviews.flatMap(one => reportedOf(one, one.findings.filter(chosen))));
	const documents = await readAll(reviews, findings, site.files, { pathOf, edits });
	const reviewed = reviews.filter(one => one.status.reviewed);
	const incomplete = new Map(reviewed.flatMap(one => one.status.incomplete.map(reason => [`${designOf(one)} ${reason}`, { path: pathOf(one.uri), reason }])));
	return {
		version: site.version,
		rules: site.workspace.rules,
		pages: site.pages,
		findings,
		reviewed: reviewed.length,
		undecided: reviewed.reduce((sum, one) => sum + one.status.undecided.length, 0),
		incomplete: [...incomplete.values()],
		failures,
		fixes,
		document: uri => documents.get(uri)!,
	};
}

/** What the configuration is told already is not said again of the plan that was made of it. */
function onlyOnce(all: readonly ReportedFinding[]): ReportedFinding[] {
	const keyOf = (reported: ReportedFinding) => {
		const { uri, range } = placeOf(reported);
		return `${reported.finding.rule} ${uri} ${range.start} ${range.end}`;
	};
	const said = new Set(all.filter(({ finding }) => !finding.written).map(keyOf));
	return all.filter(reported => !reported.finding.written || !said.has(keyOf(reported)));
}

/** Edits are planned once for each fix, and only for those that are asked for; whether the safe ones can be written is asked of all at once. */
function reportedOf(review: DocumentReview, findings: readonly Finding[]): ReportedFinding[] {
	const plans = new Map<Fix, ReturnType<DocumentReview['edits']>>();
	const plan = (fix: Fix) => {
		const planned = plans.get(fix) ?? editsOf(review, [fix]);
		plans.set(fix, planned);
		return planned;
	};
	let safe: ReadonlySet<Fix> | undefined;
	const writable = (fix: Fix) => {
		safe ??= writableOf(review, findings.flatMap(finding => finding.fixes.find(one => one.preferred) ?? []));
		return safe.has(fix) || (!fix.preferred && 'edits' in plan(fix));
	};
	return findings.map(finding => ({ finding, plan, writable }));
}

/** All files of a Terraform module are one design: what is said of it is counted once. */
function designOf(review: DocumentReview): string {
	return review.status.dialect === 'Terraform' ? review.uri.slice(0, review.uri.lastIndexOf('/')) : review.uri;
}

/** The texts of every document that findings, their other sides and, where they are shown, the edits of their fixes speak of. */
async function readAll(reviews: readonly DocumentReview[], findings: readonly ReportedFinding[], files: Files, { pathOf, edits }: Pick<Composition, 'pathOf' | 'edits'>) {
	const documents = new Map<string, ReportDocument>(reviews.map(one => [one.uri, { path: pathOf(one.uri), lines: new Lines(one.text) }]));
	const further = new Set<string>();
	for (const { finding, plan } of findings) {
		for (const { uri } of [finding.place, ...finding.written ? [finding.written] : [], ...finding.related]) further.add(uri);
		for (const fix of edits ? finding.fixes : []) {
			const planned = plan(fix);
			if ('edits' in planned) for (const uri of planned.edits.keys()) further.add(uri);
		}
	}
	for (const uri of further) {
		if (documents.has(uri)) continue;
		const content = await files.read(uri);
		documents.set(uri, { path: pathOf(uri), lines: new Lines('text' in content ? content.text : '') });
	}
	return documents;
}

function print(report: Report, request: ReviewRequest, reviews: readonly DocumentReview[], named: readonly string[], io: IO): void {
	switch (request.format) {
		case 'text': io.out(textReport(report, { color: io.color, columns: io.columns, quiet: request.quiet })); break;
		case 'json': io.out(jsonReport(report)); break;
		case 'sarif': io.out(sarifReport(report)); break;
		case 'markdown': io.out(markdownReport(report)); break;
	}
	// Whatever the format, a failure is said to the one who ran it.
	if (request.format !== 'text' || request.quiet) for (const { path, reason } of report.failures) io.err(visible(`${path}: ${reason}`) + '\n');
	if (request.quiet) return;
	for (const { uri, status } of reviews) {
		if (!status.reviewed && named.includes(uri)) io.err(visible(`${display(uri, io.cwd)}: not reviewed: ${status.reason}`) + '\n');
	}
}

/** Relative to the working directory with `/`; absolute where it lies outside. */
function display(uri: string, cwd: string): string {
	const path = fileURLToPath(uri);
	const below = relative(cwd, path);
	return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below.split(sep).join('/');
}
