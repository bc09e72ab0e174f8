/** Figures and lists of IAM's policy language, each with the page that states it. Read on 2026-11-24. */

/** The elements of a policy and of its statements: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const POLICY_ELEMENTS: readonly string[] = ['Version', 'Id', 'Statement'];
export const STATEMENT_ELEMENTS: readonly string[] = [
	'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition',
];

/**
 * Services whose resource policies mean nothing without `Resource`: Amazon S3 and SQS reject such a statement, KMS takes it without effect. Others, such
 * as Amazon ECR and EFS, do without. https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export const NEED_RESOURCE: readonly string[] = ['s3', 'sqs', 'kms'];
