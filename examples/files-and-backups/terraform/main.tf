# A web application that keeps its uploads on a shared file system, backed up every night into a locked vault and copied to another region.

terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

data "aws_availability_zones" "here" {
  state = "available"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "subnet_a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "aws_subnet" "subnet_b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.0.2.0/24"
  availability_zone = data.aws_availability_zones.here.names[1]
}

resource "aws_security_group" "web_group" {
  name_prefix = "web-"
  description = "The tasks of the web application"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "files_group" {
  name_prefix = "files-"
  description = "Admits the web application to its files"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "nfs" {
  security_group_id            = aws_security_group.files_group.id
  description                  = "NFS from the tasks"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.web_group.id
}

resource "aws_kms_key" "files_key" {
  description         = "Encrypts uploads and their backups"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountDecides"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_efs_file_system" "uploads" {
  encrypted        = true
  kms_key_id       = aws_kms_key.files_key.arn
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  lifecycle_policy {
    transition_to_archive = "AFTER_90_DAYS"
  }

  lifecycle_policy {
    transition_to_primary_storage_class = "AFTER_1_ACCESS"
  }

  tags = {
    backup = "nightly"
  }
}

resource "aws_efs_file_system_policy" "uploads" {
  file_system_id = aws_efs_file_system.uploads.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TasksReadAndWrite"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.web_role.arn }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      },
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "*"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_efs_mount_target" "mount_target_a" {
  file_system_id  = aws_efs_file_system.uploads.id
  subnet_id       = aws_subnet.subnet_a.id
  security_groups = [aws_security_group.files_group.id]
}

resource "aws_efs_mount_target" "mount_target_b" {
  file_system_id  = aws_efs_file_system.uploads.id
  subnet_id       = aws_subnet.subnet_b.id
  security_groups = [aws_security_group.files_group.id]
}

resource "aws_efs_access_point" "web_files" {
  file_system_id = aws_efs_file_system.uploads.id

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/web"

    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0750"
    }
  }
}

resource "aws_iam_role" "web_role" {
  name_prefix = "web-"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 512
  memory                   = 1024
  task_role_arn            = aws_iam_role.web_role.arn

  container_definitions = jsonencode([{
    name        = "web"
    image       = "public.ecr.aws/nginx/nginx:1.27"
    mountPoints = [{ sourceVolume = "uploads", containerPath = "/srv/uploads" }]
  }])

  volume {
    name = "uploads"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.uploads.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.web_files.id
        iam             = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_service" "web_service" {
  name            = "web"
  task_definition = aws_ecs_task_definition.web.arn
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets         = [aws_subnet.subnet_a.id, aws_subnet.subnet_b.id]
    security_groups = [aws_security_group.web_group.id]
  }
}

resource "aws_backup_vault" "vault" {
  name        = "web-uploads"
  kms_key_arn = aws_kms_key.files_key.arn
}

resource "aws_backup_vault_lock_configuration" "vault" {
  backup_vault_name  = aws_backup_vault.vault.name
  min_retention_days = 7
  max_retention_days = 400
}

resource "aws_iam_role" "backup_role" {
  name_prefix = "backup-"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "backup.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "backups" {
  role       = aws_iam_role.backup_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_backup_plan" "plan" {
  name = "web-uploads"

  rule {
    rule_name         = "nightly"
    target_vault_name = aws_backup_vault.vault.name
    schedule          = "cron(0 3 ? * * *)"
    start_window      = 60
    completion_window = 480

    lifecycle {
      delete_after = 35
    }

    copy_action {
      destination_vault_arn = "arn:${data.aws_partition.current.partition}:backup:eu-central-1:${data.aws_caller_identity.current.account_id}:backup-vault:Default"

      lifecycle {
        delete_after = 35
      }
    }
  }

  rule {
    rule_name         = "monthly"
    target_vault_name = aws_backup_vault.vault.name
    schedule          = "cron(0 4 1 * ? *)"

    lifecycle {
      cold_storage_after = 30
      delete_after       = 365
    }
  }
}

resource "aws_backup_selection" "selection" {
  name         = "what-is-tagged"
  plan_id      = aws_backup_plan.plan.id
  iam_role_arn = aws_iam_role.backup_role.arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "nightly"
  }
}
