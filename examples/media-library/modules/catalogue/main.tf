variable "name" {
  type = string
}

variable "key_arn" {
  type = string
}

variable "publicly_accessible" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_db_instance" "catalogue" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.medium"

  allocated_storage   = 50
  storage_encrypted   = true
  kms_key_id          = var.key_arn
  publicly_accessible = var.publicly_accessible

  backup_retention_period = 14
  deletion_protection     = true

  username                    = "librarian"
  manage_master_user_password = true

  tags = var.tags
}

output "address" {
  value = aws_db_instance.catalogue.address
}
