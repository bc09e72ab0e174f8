/** What AWS documents of policies, for the rules of this folder: figures and lists that several of them share. */

/** Services that refuse a public policy whatever it is attached to, and why, for the reader. Read 2026-11. */
export const REFUSES_PUBLIC: ReadonlyMap<string, string> = new Map([
	// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html
	['dynamodb', 'DynamoDB takes no public policy'],
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security.html
	['s3express', 'directory buckets always block public access'],
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html
	['s3tables', 'table buckets always block public access'],
]);
