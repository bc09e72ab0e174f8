/**
 * What client and server say to one another beyond LSP: names and plain data, shared by both sides. Nothing here imports anything
 * but types.
 *
 * All of it is optional. A client that sends no {@link InitializationOptions} gets plain LSP.
 */

/** Commands that the server executes (`workspace/executeCommand`). */
export const commands = {
	/** Reviews everything in the workspace folders; answers a {@link WorkspaceSummary}. */
	reviewWorkspace: 'plumbline.reviewWorkspace',
	/** Shows the page of a rule; its argument is the rule's id. */
	showDocumentation: 'plumbline.showDocumentation',
} as const;

export const notifications = {
	/** Server to client, {@link StatusParams}: sent after each review of an open document. */
	status: 'plumbline/status',
	/** Server to client, {@link PageParams}: show this page. */
	page: 'plumbline/page',
	/** Client to server, {@link TrustParams}: the user has come to trust the workspace. */
	trust: 'plumbline/trust',
	/**
	 * Client to server, {@link VisibleParams}: which documents stand before the user, each time that changes. Editors keep documents open
	 * for a while after their tab was closed, and no longer pull their diagnostics. Until it comes, every open document counts as visible.
	 */
	visible: 'plumbline/visible',
} as const;

/** Requests of the server to the client, which has the editor's file systems. */
export const requests = {
	/** Answers {@link UriParams} with the content of a file. */
	read: 'plumbline/read',
	/** Answers {@link UriParams} with the entries of a directory, in any order; with none where it cannot be read. */
	list: 'plumbline/list',
	/** Answers the bytes of Terraform's grammar; only a server in a browser asks, whose messages carry bytes. */
	grammar: 'plumbline/grammar',
} as const;

export interface UriParams {
	readonly uri: string;
}

export interface InitializationOptions {
	/** False: the workspace is restricted, and Git is not asked for a baseline. Default: true. */
	readonly trusted?: boolean;
	/** The client shows {@link StatusParams}. Default: false. */
	readonly status?: boolean;
	/** The client shows {@link PageParams}; otherwise pages are opened by `window/showDocument`. Default: false. */
	readonly pages?: boolean;
	/** The client shows findings, with their rule and their related places, above the server's hovers. Default: false. */
	readonly findingsInHovers?: boolean;
	/** The client answers {@link requests} for files that the server cannot reach by itself. Default: false. */
	readonly files?: boolean;
	/** For clients without `workspace/configuration`. */
	readonly settings?: Partial<EditorSettings>;
}

/** The editor's settings, below `plumbline`. */
export interface EditorSettings {
	readonly enable: boolean;
	/** Overrides the baseline of `plumbline.yaml`; empty: does not. */
	readonly baseline: string;
	/** The least severe findings that are shown. */
	readonly level: Level;
}

export type Level = 'error' | 'warning' | 'information' | 'hint';

export interface StatusParams {
	readonly uri: string;
	readonly version?: number;
	readonly reviewed: boolean;
	/** `CloudFormation`, `Terraform`, `Policy`. */
	readonly dialect?: string;
	/** Completes "reviewed because …" or "not reviewed because …". */
	readonly reason: string;
	/** The baseline that the design is compared with, or why there is none. */
	readonly baseline: string;
	/** How many questions of rules had no certain answer. */
	readonly undecidedCount: number;
	/** The first of them. */
	readonly undecided: readonly { readonly rule: string; readonly address: string }[];
	/** Budgets that ran out. */
	readonly incomplete: readonly string[];
}

export interface PageParams {
	readonly rule: string;
	readonly title: string;
	readonly url: string;
	/** The page itself, if it is at hand. */
	readonly markdown?: string;
}

export interface TrustParams {
	readonly trusted: boolean;
}

export interface VisibleParams {
	readonly uris: readonly string[];
}

export interface WorkspaceSummary {
	/** Documents that are designs and were reviewed. */
	readonly reviewed: number;
	/** Documents that were looked at. */
	readonly documents: number;
	readonly findings: Readonly<Record<Level, number>>;
	/** Documents whose review failed. */
	readonly failed: number;
	readonly cancelled: boolean;
}

/** `12 designs reviewed: 3 errors, 1 warning.` */
export function summaryText(summary: WorkspaceSummary): string {
	const levels: readonly Level[] = ['error', 'warning', 'information', 'hint'];
	const plurals: Record<Level, string> = { error: 'errors', warning: 'warnings', information: 'notes', hint: 'hints' };
	const singular: Record<Level, string> = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' };
	const found = levels.filter(level => summary.findings[level] > 0)
		.map(level => `${summary.findings[level]} ${(summary.findings[level] === 1 ? singular : plurals)[level]}`);
	const designs = `${summary.reviewed} ${summary.reviewed === 1 ? 'design' : 'designs'} reviewed`;
	const failed = summary.failed > 0 ? ` ${summary.failed} could not be reviewed; see the log.` : '';
	return `${summary.cancelled ? 'Cancelled. ' : ''}${designs}: ${found.join(', ') || 'nothing to mend'}.${failed}`;
}
