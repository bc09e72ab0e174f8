# The orders of a shop in PostgreSQL, with a standby in another zone, a replica for reports, and a password that nobody has seen.

data "aws_availability_zones" "here" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# A network without a way in from outside.
resource "aws_vpc" "network" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "private_a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "aws_subnet" "private_b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = data.aws_availability_zones.here.names[1]
}

resource "aws_db_subnet_group" "orders_subnets" {
  name        = "orders"
  description = "Two zones, both private"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

# Only the application reaches the database, wherever it runs.
resource "aws_security_group" "application" {
  description = "The shop"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "orders_access" {
  description = "PostgreSQL for the shop"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "from_the_shop" {
  description                  = "PostgreSQL from the shop"
  security_group_id            = aws_security_group.orders_access.id
  referenced_security_group_id = aws_security_group.application.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_kms_key" "orders_key" {
  description         = "Orders at rest"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TheAccountDecides"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_iam_role" "monitoring_role" {
  name = "orders-monitoring"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring_role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_db_parameter_group" "orders_parameters" {
  name        = "orders-postgres17"
  description = "TLS only, and a log of what changes tables and of what is slow"
  family      = "postgres17"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
}

resource "aws_db_instance" "orders_database" {
  identifier                          = "orders"
  engine                              = "postgres"
  engine_version                      = "17"
  instance_class                      = "db.m7g.large"
  parameter_group_name                = aws_db_parameter_group.orders_parameters.name
  allocated_storage                   = 200
  max_allocated_storage               = 1000
  storage_type                        = "gp3"
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.orders_key.arn
  username                            = "orders_owner"
  manage_master_user_password         = true
  iam_database_authentication_enabled = true
  db_subnet_group_name                = aws_db_subnet_group.orders_subnets.name
  vpc_security_group_ids              = [aws_security_group.orders_access.id]
  publicly_accessible                 = false
  multi_az                            = true
  backup_retention_period             = 14
  backup_window                       = "02:00-02:30"
  maintenance_window                  = "sun:03:00-sun:04:00"
  copy_tags_to_snapshot               = true
  final_snapshot_identifier           = "orders-final"
  deletion_protection                 = true
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = aws_kms_key.orders_key.arn
  monitoring_interval                 = 60
  monitoring_role_arn                 = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports     = ["postgresql", "upgrade"]

  tags = {
    Team = "orders"
  }
}

# Reports read a lot, and should not keep customers waiting.
resource "aws_db_instance" "reports_replica" {
  identifier                          = "orders-reports"
  engine                              = "postgres"
  instance_class                      = "db.m7g.large"
  parameter_group_name                = aws_db_parameter_group.orders_parameters.name
  replicate_source_db                 = aws_db_instance.orders_database.identifier
  vpc_security_group_ids              = [aws_security_group.orders_access.id]
  publicly_accessible                 = false
  iam_database_authentication_enabled = true
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = aws_kms_key.orders_key.arn
  monitoring_interval                 = 60
  monitoring_role_arn                 = aws_iam_role.monitoring_role.arn
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  copy_tags_to_snapshot               = true
  skip_final_snapshot                 = true

  tags = {
    Team = "orders"
  }
}

# What the application is told.
resource "aws_ssm_parameter" "orders_endpoint" {
  name  = "/shop/orders/endpoint"
  type  = "String"
  value = aws_db_instance.orders_database.address
}

resource "aws_ssm_parameter" "reports_endpoint" {
  name  = "/shop/reports/endpoint"
  type  = "String"
  value = aws_db_instance.reports_replica.address
}
