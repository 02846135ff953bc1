-- The account, by the SHA-256 of its password: 64 hexadecimal digits. The password itself never gets here.
CREATE USER IF NOT EXISTS plumbline_grafana IDENTIFIED WITH sha256_hash BY {sha256:String};
GRANT plumbline_dashboards TO plumbline_grafana;
