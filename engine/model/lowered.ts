/**
 * What a dialect makes of its documents: the raw material of an {@link Architecture}. Plain data but for `properties`,
 * which is computed on demand, so that an unchanged resource whose findings are remembered is never lowered again.
 */
import type { Range } from '../syntax/tree.ts';
import type { Path } from './path.ts';
import type { Condition, MapValue, Site, Value } from './value.ts';

/** A run of text that is edited as one: a resource of a template, a block of Terraform, or the rest of a document. */
export interface Block {
	/** Unique in the design and stable while its neighbours are edited: `file:///a.yaml#Resources.Bucket`. */
	readonly id: string;
	readonly uri: string;
	readonly range: Range;
	readonly text: string;
	/** Of a block that is a resource in its dialect, perhaps only a part of one in AWS's: its address there (`aws_s3_bucket_acl.logs`). */
	readonly address?: string;
}

export interface LoweredResource {
	/** Unique in the design: the logical id, or the Terraform address (`module.logs.aws_s3_bucket.this["a"]`). */
	readonly id: string;
	/** CloudFormation resource type. */
	readonly type: string;
	/** How a reader of the design calls it: logical id or Terraform name. */
	readonly name: string;
	/** For reports: logical id or Terraform address. */
	readonly address: string;
	/** The narrowest text that stands for the resource: its logical id, or its Terraform name label. */
	readonly site: Site;
	/** The blocks that it is written in; the first is its own, companions follow. */
	readonly blocks: readonly string[];
	/** Conditions under which it exists at all. */
	readonly when: readonly Condition[];
	/** Whether there may be several (`count`, `for_each`, `Fn::ForEach`) or perhaps none for reasons that cannot be known. */
	readonly multiplicity?: 'many' | 'unknown';
	/** How many the design makes at the same place (`count`, `for_each`, `Fn::ForEach`), where that is known: as one resource that stands for all, or each by itself. */
	readonly instances?: number;
	/** Only a part of the resource is in the documents (a standalone policy): a missing property is unknown, not absent. */
	readonly partial?: boolean;
	/** Its values are what came of a run: which of them are written out, and which are put together or looked up, is not told. */
	readonly evaluated?: true;
	/** The construct path of a CDK resource: for the reader, where the address does not tell. */
	readonly origin?: string;
	/** The calls that bring a resource of a called module into the design, the outermost first, where a reader finds them. */
	readonly calls?: readonly { readonly name: string; readonly site: Site }[];
	/** Ids that it may have in an earlier version of the design, if its own is not there. */
	readonly formerly?: readonly string[];
	/** What the design's dialect calls the place of a property (`versioning_configuration.status`); undefined where that is AWS's own name, or none. For the reader. */
	named?(path: Path): string | undefined;
	/** Called at most once per architecture. */
	lower(): LoweredProperties;
}

export interface LoweredProperties {
	/** Property name → value, in CloudFormation's vocabulary. Its entries whose key begins with `@` are attributes of the resource: `@DeletionPolicy`, `@UpdateReplacePolicy`, `@DependsOn`, `@Metadata`; where Terraform states them also `@PreventDestroy`, `@IgnoreChanges` (of which only that it is there is known), `@Region`, `@Account` and `@DefaultTags`, a map. */
	readonly value: MapValue;
	/** Ids of blocks, other than the resource's own, whose text the values were taken from (locals, parameters, other resources, policy documents). */
	readonly reads: readonly string[];
}

export interface DesignProblem {
	readonly site: Site;
	readonly message: string;
	readonly severity: 'error' | 'warning' | 'information';
}

/** The type by which an architecture is asked for its outputs; its only property is `Value`. */
export const OUTPUT = 'Plumbline::Design::Output';

export interface Lowered {
	readonly dialect: string;
	readonly resources: readonly LoweredResource[];
	/** What the design tells whoever deploys or calls it, each as a resource of the type {@link OUTPUT}: no resources of AWS's, and not among those of the design. */
	readonly outputs?: readonly LoweredResource[];
	readonly blocks: readonly Block[];
	/** Broken syntax and what could not be understood; a reader wants each once. */
	readonly problems: readonly DesignProblem[];
	/** Parts of the design that a budget kept from being read, for the status: `Fn::ForEach over more than 1000 items`. */
	readonly incomplete: readonly string[];
}

/** An absent value at a place where it would be written. */
export function absent(site: Site): Value {
	return { kind: 'absent', site };
}
