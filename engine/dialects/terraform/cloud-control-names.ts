/**
 * How the Cloud Control provider (`hashicorp/awscc`) spells AWS's names: words in lower case, joined by underscores. The rules are
 * its own, https://github.com/hashicorp/terraform-provider-awscc/tree/main/internal/naming, and so are the two exceptions at the
 * top of a resource.
 */

/** Names that are one word there, whatever their capitals say. */
const BRANDS = /CloudFormation|CloudFront|CloudWatch|CNAMEs|FSx/g;

/** `KMSMasterKeyID` → `kms_master_key_id`; digits belong to capitals before them (`S3Key` → `s3_key`), and stand apart after small letters (`CidrIpv6` → `cidr_ipv_6`). */
export function argumentName(property: string): string {
	return property
		.replace(BRANDS, brand => brand.charAt(0) + brand.slice(1).toLowerCase())
		.replace(/(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|[^A-Za-z0-9]/g, '_')
		.toLowerCase();
}

/** `AWS::RDS::DBInstance` → `awscc_rds_db_instance`. */
export function resourceName(type: string): string {
	const [, service, resource] = type.split('::');
	return `awscc_${service!.toLowerCase()}_${argumentName(resource!)}`;
}

/** An argument or attribute of the resource itself, where `id` and `provider` are Terraform's own. */
export function topName(type: string, property: string): string {
	const name = argumentName(property);
	if (name === 'provider') return 'provider_name';
	return name === 'id' ? `${argumentName(type.split('::')[2]!)}_id` : name;
}
