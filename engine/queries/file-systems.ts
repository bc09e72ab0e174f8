/** Who mounts a file system of EFS, and where it can be mounted, as far as the design says: what instances mount by themselves it does not show. */
import type { Architecture } from '../model/architecture.ts';
import type { Items, Resource } from '../model/resource.ts';

export interface FileClient {
	/** A task definition or function. */
	readonly client: Resource;
	/** Where it runs: lists of subnets and of security groups, of a function's own or of the services that run the task. */
	readonly networks: readonly { readonly subnets: Items; readonly groups: Items }[];
}

/** The mount targets of a file system; `complete` is false where there may be others. */
export function mountTargetsOf(fileSystem: Resource): { readonly targets: readonly Resource[]; readonly complete: boolean } {
	const { certain, possible } = fileSystem.design.pointing('AWS::EFS::MountTarget', 'FileSystemId', fileSystem);
	return { targets: certain, complete: possible.length === 0 && !fileSystem.partial };
}

/** The tasks and functions of the design that mount a file system, directly or by one of its access points. */
export function clientsOf(fileSystem: Resource): readonly FileClient[] {
	const { design } = fileSystem;
	const tasks = design.pointing('AWS::ECS::TaskDefinition', 'Volumes[].EFSVolumeConfiguration.FilesystemId', fileSystem).certain;
	const points = design.pointing('AWS::EFS::AccessPoint', 'FileSystemId', fileSystem).certain;
	const functions = points.flatMap(point => design.pointing('AWS::Lambda::Function', 'FileSystemConfigs[].Arn', point).certain);
	return [
		...tasks.map(client => ({ client, networks: servicesOf(design, client) })),
		...[...new Set(functions)].map(client => ({ client, networks: [{ subnets: client.at('VpcConfig.SubnetIds').items, groups: client.at('VpcConfig.SecurityGroupIds').items }] })),
	];
}

function servicesOf(design: Architecture, task: Resource): FileClient['networks'] {
	return design.pointing('AWS::ECS::Service', 'TaskDefinition', task).certain.map(service => {
		const network = service.at('NetworkConfiguration.AwsvpcConfiguration');
		return { subnets: network.at('Subnets').items, groups: network.at('SecurityGroups').items };
	});
}
