/** Figures of Amazon Redshift: each has its home here, with the page that states it. */
import { dated } from '../../engine/aws/dated.ts';
import type { Resource } from '../../engine/model/resource.ts';

export const CLUSTER_REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html';

/** Node types that a cluster can be created with. */
export const nodeTypes = dated('2026-11-24', CLUSTER_REFERENCE, ['dc2.large', 'dc2.8xlarge', 'ra3.large', 'ra3.xlplus', 'ra3.4xlarge', 'ra3.16xlarge']);

/** What AWS recommends instead of the generations that are gone: the closest node by size. */
export const successors = dated('2026-11-24', 'https://docs.aws.amazon.com/redshift/latest/mgmt/rs-upgrading-to-ra3.html', {
	'ds2.xlarge': 'ra3.xlplus', 'ds2.8xlarge': 'ra3.4xlarge', 'dc1.large': 'ra3.large', 'dc1.8xlarge': 'ra3.4xlarge',
	'dw.hs1.xlarge': 'ra3.xlplus', 'dw.hs1.8xlarge': 'ra3.4xlarge', 'dw1.xlarge': 'ra3.xlplus', 'dw1.8xlarge': 'ra3.4xlarge', 'dw2.large': 'ra3.large', 'dw2.8xlarge': 'ra3.4xlarge',
} as Readonly<Record<string, string>>);

/** Nodes of these types keep data in managed storage, which reaches every zone of the region: they can fail over and move. */
export const isManagedStorage = (type: string | undefined) => type?.startsWith('ra3.') === true;

/** Days that automatic snapshots can be kept: https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html */
export const SNAPSHOT_DAYS = { default: 1, most: 35 } as const;

/** What Redshift takes where the design says nothing. https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html. */
export const DEFAULT_PORT = 5439;

/** The names that everybody tries first: AWS's console proposes them, and its guides use them. https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html. */
export const USUAL_ADMINS = ['awsuser', 'admin', 'administrator', 'root', 'master', 'redshift'];
export const USUAL_DATABASE = 'dev';

/** The logs that audit logging can write: https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html */
export const AUDIT_LOGS = ['connectionlog', 'useractivitylog', 'userlog'] as const;
export const AUDIT_LOGGING = 'https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html';

/** A name for something of a warehouse, of the letters and digits that Redshift takes everywhere. */
export function identifierOf(warehouse: Resource): string {
	const name = warehouse.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
	return /^[a-z]/.test(name) ? name : `warehouse${name}`;
}

export const WAREHOUSES = ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Workgroup'] as const;

/** Where a warehouse names its security groups. */
export function securityGroups({ type }: { readonly type: string }): string {
	return type === 'AWS::Redshift::Cluster' ? 'VpcSecurityGroupIds[]' : 'SecurityGroupIds[]';
}

/** By type: what gives the administrator's password, and what leaves it to Redshift. */
export const PASSWORDS: Readonly<Record<string, readonly [given: string, managed: string]>> = {
	'AWS::Redshift::Cluster': ['MasterUserPassword', 'ManageMasterPassword'],
	'AWS::RedshiftServerless::Namespace': ['AdminUserPassword', 'ManageAdminPassword'],
};
