/** Who mounts a file system, and where. */
import { expect, test } from 'vitest';
import { clientsOf, mountTargetsOf } from '../../../engine/queries/file-systems.ts';
import { design } from '../cloudformation/design.ts';

const files = (more: string) => design(`
Parameters: { P: { Type: String } }
Resources:
  F: { Type: AWS::EFS::FileSystem }
${more}`).resource('F')!;

test('mount targets', () => {
	const target = (of: string) => `  T: { Type: AWS::EFS::MountTarget, Properties: { FileSystemId: ${of}, SubnetId: subnet-1 } }`;
	const found = (of: string) => {
		const { targets, complete } = mountTargetsOf(files(target(of)));
		return [targets.map(one => one.name), complete];
	};
	expect([found('!Ref F'), found('fs-1'), found('!Ref P')]).toEqual([[['T'], true], [[], true], [[], false]]);
});

test('tasks, by their services, and functions, by access points', () => {
	const found = clientsOf(files(`
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { Volumes: [{ Name: v, EFSVolumeConfiguration: { FilesystemId: !Ref F } }] } }
  Service: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task, NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1, subnet-2], SecurityGroups: [sg-1] } } } }
  Point: { Type: AWS::EFS::AccessPoint, Properties: { FileSystemId: !Ref F } }
  Function: { Type: AWS::Lambda::Function, Properties: { FileSystemConfigs: [{ Arn: !GetAtt Point.Arn, LocalMountPath: /mnt/f }], VpcConfig: { SubnetIds: [subnet-3], SecurityGroupIds: [] } } }
  Other: { Type: AWS::ECS::TaskDefinition, Properties: { Volumes: [{ Name: v, EFSVolumeConfiguration: { FilesystemId: fs-1 } }] } }`));
	expect(found.map(({ client, networks }) => [client.name, networks.map(({ subnets, groups }) => [subnets.map(one => one.string), groups.length])])).toEqual([
		['Task', [[['subnet-1', 'subnet-2'], 1]]], ['Function', [[['subnet-3'], 0]]],
	]);
});
