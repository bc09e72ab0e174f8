/**
 * What a review says: plain data, free of the design that it speaks of. Places are absolute offsets in the reviewed version
 * of their documents; fixes are changes to the model, which a dialect turns into edits when somebody asks for them.
 */
import type { Change } from '../model/change.ts';
import type { Range } from '../syntax/tree.ts';

/** From what hurts most to what is only worth knowing; see docs/rules. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** The pillars of the AWS Well-Architected Framework that rules serve. */
export const pillars = ['security', 'reliability', 'performance', 'cost', 'operations'] as const;
export type Pillar = (typeof pillars)[number];

export interface Place {
	readonly uri: string;
	readonly range: Range;
}

export interface RelatedPlace extends Place {
	readonly message: string;
}

export interface Fix {
	/** Imperative, names the design's own names; says so where behaviour changes or a resource is replaced. */
	readonly title: string;
	/** The one safe fix of this finding: offered first, and applied by fix-all. */
	readonly preferred: boolean;
	readonly changes: readonly Change[];
}

export interface Finding {
	/** Rule id, or `syntax` for text that cannot be read, or `plumbline/…` for what Plumbline says of its own settings. */
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly place: Place;
	/** Where a person would change it, if that is another document: of a plan, the configuration that it was made of. */
	readonly written?: Place;
	/** The resource that the finding is about; none for syntax. */
	readonly resource?: FindingResource;
	/** Where on the resource: `LifecycleConfiguration.Rules[0].Transitions[1]`. */
	readonly path?: string;
	readonly related: readonly RelatedPlace[];
	/** What the value is and where it came from, for the hover: `"Suspended"`, `not set`, `"dev" (default of parameter Stage)`. */
	readonly evidence?: string;
	readonly fixes: readonly Fix[];
	/** How an editor may draw it: `unnecessary` fades, `deprecated` strikes out. */
	readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

export interface FindingResource {
	readonly id: string;
	readonly type: string;
	/** Logical id or Terraform address. */
	readonly address: string;
	/** Where the place stands in a companion of the resource: the companion's own address (`aws_s3_bucket_acl.logs`). */
	readonly companion?: string;
	/** CDK construct path. */
	readonly origin?: string;
}
