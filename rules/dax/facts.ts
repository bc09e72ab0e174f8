/** Figures of DynamoDB Accelerator: each has its home here, with the page that states it. Read on 2026-11-24. */

/** The service that takes on a cluster's role: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.access-control.html */
export const DAX_SERVICE = 'dax.amazonaws.com';

/** Ports of a cluster, by the encryption of its endpoint: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.create-cluster.cli.configure-inbound-rules.html */
export const PORTS = { NONE: 8111, TLS: 9111 } as const;

/** Nodes that AWS recommends for production, one in each of three zones: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html */
export const NODES = 3;

/** What a cluster does with a table for its callers: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.access-control.html */
export const TABLE_ACTIONS = [
	'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem',
	'dynamodb:BatchWriteItem', 'dynamodb:ConditionCheckItem',
] as const;
