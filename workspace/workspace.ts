/**
 * Texts in, reviews out: which documents form a design, which settings and which baseline apply to it, and what a review of it
 * says. The command line and the language server both stand on this; neither reads designs by itself.
 *
 * It is pure over the injected {@link Files} and {@link History}: open documents lie over files. Documents are named by URI.
 */
import type { WritePlan } from '../engine/dialects/dialect.ts';
import type { Architecture } from '../engine/model/architecture.ts';
import type { Finding, Fix } from '../engine/review/finding.ts';
import type { Rule } from '../engine/review/rule.ts';
import type { SuppressionScope } from '../engine/review/suppression-edits.ts';

/** The file system as a workspace sees it. No method throws. */
export interface Files {
	read(uri: string): Promise<FileContent>;
	/** Entries of a directory, sorted by name; empty where it cannot be read. */
	list(uri: string): Promise<readonly { readonly name: string; readonly kind: 'file' | 'directory' }[]>;
}

export type FileContent =
	| { readonly text: string }
	/** Completes "FILE: …": `no such file`, `is binary`, `is larger than 20 MB`, `permission denied`. */
	| { readonly unreadable: string };

/** Earlier versions of files (Git). No method throws. */
export interface History {
	/** The text at a revision, or why there is none; `untracked` where the revision exists and does not hold the file. */
	read(uri: string, revision: string): Promise<FileContent | 'untracked'>;
	/** File names in a directory at a revision. */
	list(uri: string, revision: string): Promise<readonly string[]>;
}

export interface ReviewOptions {
	/** `none`, a Git revision, or the path of a file or directory; overrides the settings. */
	readonly baseline?: string;
	/** Only these rules. */
	readonly rules?: readonly string[];
	/** URIs of files with values of Terraform's variables, the strongest last. */
	readonly variableFiles?: readonly string[];
	/** Asked now and then during long work, after letting the event loop turn; true stops the work with a {@link Cancelled}. */
	readonly cancelled?: () => boolean;
}

export class Cancelled extends Error {}

/** Why a document is, or is not, reviewed; what the status item shows. */
export interface DocumentStatus {
	readonly reviewed: boolean;
	/** `CloudFormation`, `Terraform`, `Policy`. */
	readonly dialect?: string;
	/** Completes "reviewed because …" or "not reviewed because …". */
	readonly reason: string;
	/** `HEAD`, `file deployed.yaml`, or why there is none. */
	readonly baseline: string;
	/** Questions that rules asked and that had no certain answer. */
	readonly undecided: readonly { readonly rule: string; readonly address: string }[];
	/** Budgets that ran out. */
	readonly incomplete: readonly string[];
}

export interface DocumentReview {
	readonly uri: string;
	/** Version of the open document, where it is open. */
	readonly version?: number;
	readonly text: string;
	readonly status: DocumentStatus;
	/** Findings whose place is in this document, in the order of the text; suppressed ones are not among them. */
	readonly findings: readonly Finding[];
	/** The design that the document belongs to, where it is reviewed. */
	readonly design?: Architecture;
	/** URIs of all documents and other files that the review rests on, where it is reviewed. */
	readonly documents?: readonly string[];
	/** Edits for one or several fixes of this review together, for every document they touch. */
	edits(fixes: readonly Fix[]): WritePlan;
	/** Edits that suppress a finding: on its resource, in its whole document, or in `plumbline.yaml`, which is created by an edit of the empty text where there is none. */
	suppress(finding: Finding, scope: SuppressionScope): WritePlan;
	/** Edits that take away the suppression that a `plumbline/suppression` finding is about. */
	unsuppress(finding: Finding): WritePlan;
	/** How often a rule was run for this review, and how often a remembered answer was good: for benchmarks and the log. */
	readonly effort: { readonly ran: number; readonly remembered: number };
}

export interface Workspace {
	/** Rules by id. */
	readonly rules: ReadonlyMap<string, Rule>;
	/** An open document replaces the file of its URI until it is closed. */
	open(uri: string, text: string, version: number): void;
	close(uri: string): void;
	/** A file or directory changed on disk, or settings did: what was remembered of it is forgotten. */
	forget(uri: string): void;
	review(uri: string, options?: ReviewOptions): Promise<DocumentReview>;
	/** Documents that may be designs below files and directories (settings' ignores applied; node_modules, .git, .terraform, cdk.out/asset.* left out). */
	discover(uris: readonly string[], options?: ReviewOptions): Promise<readonly string[]>;
}
