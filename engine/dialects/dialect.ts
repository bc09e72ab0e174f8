/**
 * What a dialect owes the engine: to recognise its documents, to lower them into an architecture, and to write changes back.
 */
import type { Architecture } from '../model/architecture.ts';
import type { Change } from '../model/change.ts';
import type { Lowered } from '../model/lowered.ts';
import type { SyntaxTree, TextEdit } from '../syntax/tree.ts';

/** A document with its tree; `uri` names it and is never opened. */
export interface SourceDocument {
	readonly uri: string;
	readonly tree: SyntaxTree;
}

/** A text that a design reads and that is no design: a script, a template, a policy. */
export interface TextFile {
	readonly uri: string;
	readonly text: string;
}

/** One design in the texts it is written in: a template, a policy, or all files of a Terraform module. */
export interface Sources {
	readonly documents: readonly SourceDocument[];
	/** The design has further texts, which cannot be read: what these documents do not say is unknown. */
	readonly partial?: boolean;
	/** Of a design that is spread over directories, the one that it begins in, with a slash at the end; by default the first document's. */
	readonly directory?: string;
	/** Of a design that is one document in the midst of others: that document. The others are there as far as it is tied to them. */
	readonly main?: string;
	/** How the main document is deployed, where there are several ways: one of {@link Dialect.deployments}. */
	readonly deployment?: string;
	/** Names that documents outside of the design export too ({@link Ties.exports}): what imports one of them may mean theirs. */
	readonly exportedElsewhere?: readonly string[];
	/** Documents that were named as giving values to variables, the strongest last. */
	readonly variables?: readonly string[];
	/** As many of the files that {@link Dialect.files} names as could be read. */
	readonly files?: readonly TextFile[];
}

/** Edits by document, or why there can be none. */
export type WritePlan =
	| { readonly edits: ReadonlyMap<string, readonly TextEdit[]> }
	| { readonly refused: string };

export interface Dialect {
	readonly id: 'cloudformation' | 'terraform' | 'policy';
	/** For the status, e.g. `CloudFormation`. */
	readonly name: string;
	/** Whether a document is written in this dialect, by its structure; the reason completes "reviewed because …" or, with `no`, "not reviewed because …". */
	detect(document: SourceDocument): Detection;
	/** Directories, besides those of the documents, whose documents the design has as well (modules that are called). */
	further?(sources: Sources): readonly string[];
	/** Other files whose texts the documents make values of; what is not handed in as {@link Sources.files} is unknown. */
	files?(sources: Sources): readonly string[];
	/** How a document is tied to others that are designs of their own. */
	ties?(document: SourceDocument): Ties;
	/** Whether the export of one name may be what is imported by another, both as {@link Ties} names them. */
	mayExport?(exported: string, imported: string): boolean;
	/** The ways in which the main document is deployed by others of the design (nested stacks); empty where it is deployed by itself. */
	deployments?(sources: Sources): readonly string[];
	/** Of a document that a tool has made of a design that is written elsewhere: a plan. Undefined for all others. */
	evaluated?(sources: Sources): Evaluated | undefined;
	/** Never throws; what was not understood is unknown. */
	lower(sources: Sources): Lowered;
	/** All changes of one action together, so that what two of them need is written once. Refuses what is shared, generated or not understood. */
	write(sources: Sources, design: Architecture, changes: readonly Change[]): WritePlan;
}

/** URIs and names by which documents are tied. */
export interface Ties {
	/** Documents that are deployed by this one. */
	readonly nested: readonly string[];
	/** What others can import; `*` stands for the name of the stack. */
	readonly exports: readonly string[];
	readonly imports: readonly string[];
}

export interface Evaluated {
	/** For the reader: `plan`, `state`. */
	readonly what: string;
	/** The design as it is deployed, where the document says that too. */
	readonly before?: () => Lowered;
}

export interface Detection {
	readonly yes: boolean;
	readonly reason: string;
}
