# The web application of ../../files-and-backups with all that can go wrong with its files and their backups: each line of carets names what is found above it.

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

resource "aws_subnet" "public_subnet" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.0.3.0/24"
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "aws_internet_gateway" "gateway" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route_table" "public_routes" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route" "public_route" {
  route_table_id         = aws_route_table.public_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.gateway.id
}

resource "aws_route_table_association" "public_association" {
  subnet_id      = aws_subnet.public_subnet.id
  route_table_id = aws_route_table.public_routes.id
}

resource "aws_security_group" "web_group" {
  name_prefix = "web-"
  description = "The tasks of the web application"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "files_group" {
#                             ^^^^^^^^^^^^^ efs/mount-target-security-group error
  name_prefix = "files-"
  description = "Admits the web application to its files"
  vpc_id      = aws_vpc.network.id

  ingress {
    description     = "HTTPS from the tasks"
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.web_group.id]
  }
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
#                              ^^^^^^^^^ efs/backup 💡 warning
#                              ^^^^^^^^^ efs/bursting-small 💡 information
#                              ^^^^^^^^^ efs/encryption 💡 warning
#                              ^^^^^^^^^ efs/lifecycle 💡 information
#                              ^^^^^^^^^ efs/mount-target-coverage warning
  creation_token = "uploads"

  tags = {
    backup = "nightly"
  }
}

resource "aws_efs_file_system_policy" "uploads" {
  file_system_id = aws_efs_file_system.uploads.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
#   ^^^^^^^^^ efs/policy-transport 💡 warning
      {
        Sid       = "TasksReadAndWrite"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.web_role.arn }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      },
    ]
  })
}

resource "aws_efs_file_system" "reports" {
#                              ^^^^^^^^^ efs/kms-key 💡 hint
  encrypted       = true
  throughput_mode = "provisioned"
#                   ^^^^^^^^^^^^^ efs/throughput 💡 error

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  lifecycle_policy {
    transition_to_archive = "AFTER_14_DAYS"
#                           ^^^^^^^^^^^^^^^ efs/lifecycle 💡 error
  }
}

resource "aws_efs_file_system_policy" "reports" {
  file_system_id = aws_efs_file_system.reports.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "EverybodyReads"
        Effect    = "Allow"
        Principal = { AWS = "*" }
#                           ^^^ efs/policy-public 💡 error
        Action    = "elasticfilesystem:ClientMount"
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

resource "aws_efs_file_system" "scratch" {
  encrypted              = true
  kms_key_id             = aws_kms_key.files_key.arn
  availability_zone_name = "eu-west-1a"
#                          ^^^^^^^^^^^^ efs/one-zone information
  performance_mode       = "maxIO"
#                          ^^^^^^^ efs/performance-mode 💡 error

  lifecycle_policy {
    transition_to_ia = "AFTER_7_DAYS"
  }
}

resource "aws_efs_mount_target" "mount_target_a" {
  file_system_id  = aws_efs_file_system.uploads.id
  subnet_id       = aws_subnet.public_subnet.id
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ efs/mount-target-public-subnet warning
  security_groups = [aws_security_group.files_group.id]
}

resource "aws_efs_access_point" "web_files" {
#                               ^^^^^^^^^^^ efs/access-point-identity 💡 warning
  file_system_id = aws_efs_file_system.uploads.id

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
      transit_encryption = "DISABLED"
#                          ^^^^^^^^^^ efs/transit-encryption 💡 warning
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
#                           ^^^^^^^ backup/vault-encryption 💡 information
#                           ^^^^^^^ backup/vault-lock hint
  name = "web-uploads"
}

resource "aws_backup_vault_policy" "vault" {
  backup_vault_name = aws_backup_vault.vault.name

  policy = jsonencode({
# ^^^^^^ backup/vault-policy warning
    Version = "2012-10-17"
    Statement = [{
      Sid       = "CopiesOfOurOwn"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.backup_role.arn }
      Action    = "backup:CopyIntoBackupVault"
      Resource  = "*"
    }]
  })
}

resource "aws_backup_vault" "locked_vault" {
  name        = "web-locked"
  kms_key_arn = aws_kms_key.files_key.arn
}

resource "aws_backup_vault_lock_configuration" "locked_vault" {
  backup_vault_name   = aws_backup_vault.locked_vault.name
  min_retention_days  = 30
  changeable_for_days = 2
#                       ^ backup/vault-lock 💡 error
}

resource "aws_iam_role" "backup_role" {
  name_prefix = "backup-"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "backups" {
  role       = aws_iam_role.backup_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_backup_plan" "plan" {
#                          ^^^^^^ backup/cross-region information
  name = "web-uploads"

  rule {
    rule_name         = "nightly"
    target_vault_name = "web_uploads"
#                       ^^^^^^^^^^^^^ backup/plan-vault 💡 error
    schedule          = "cron(0 3 * * *)"
#                       ^^^^^^^^^^^^^^^^^ backup/schedule 💡 error
    start_window      = 30
#                       ^^ backup/window 💡 error

    lifecycle {
      cold_storage_after = 30
      delete_after       = 60
#                          ^^ backup/cold-storage 💡 error
    }
  }

  rule {
    rule_name                = "continuous"
    target_vault_name        = aws_backup_vault.locked_vault.name
    schedule                 = "cron(0 2 ? * * *)"
    enable_continuous_backup = true

    lifecycle {
      delete_after = 90
#                    ^^ backup/continuous-retention 💡 error
    }
  }

  rule {
    rule_name         = "weekly"
    target_vault_name = aws_backup_vault.locked_vault.name
    schedule          = "cron(0 4 ? * SUN *)"

    lifecycle {
      delete_after = 14
#                    ^^ backup/retention-outside-lock 💡 error
    }
  }
}

resource "aws_backup_selection" "selection" {
  name         = "reports"
  plan_id      = aws_backup_plan.plan.id
  iam_role_arn = aws_iam_role.backup_role.arn
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ backup/role 💡 error
  resources    = [aws_efs_file_system.reports.arn]
# ^^^^^^^^^ backup/coverage warning
}

resource "aws_backup_plan" "idle_plan" {
#                          ^^^^^^^^^^^ backup/plan-selection warning
  name = "idle"

  rule {
    rule_name         = "nightly"
    target_vault_name = aws_backup_vault.vault.name
    schedule          = "cron(0 3 ? * * *)"

    lifecycle {
      delete_after = 35
    }
  }
}
