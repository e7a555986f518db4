// Reads the result of each query on standard input with the JDBC driver of Debian, as a
// dashboard does: it asks for the columns, then for each value by its type. Writes one
// line per column (query, name, SQL type, its name, Java class) and one line per row.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.*;
import java.time.LocalDate;

public class ReadViews {
	static String value(ResultSet rows, int i, int type) throws SQLException {
		String said;
		switch (type) {
			case Types.DATE: said = String.valueOf(rows.getObject(i, LocalDate.class)); break;
			case Types.DOUBLE: said = String.format("%016x", Double.doubleToLongBits(rows.getDouble(i))); break;
			case Types.BIT: case Types.BOOLEAN: said = rows.getBoolean(i) ? "true" : "false"; break;
			case Types.BIGINT: said = Long.toString(rows.getLong(i)); break;
			case Types.INTEGER: said = Integer.toString(rows.getInt(i)); break;
			case Types.TIMESTAMP: said = rows.getObject(i) == null ? ""
				: String.format("%1$tF %1$tT.%2$06d", rows.getTimestamp(i), rows.getTimestamp(i).getNanos() / 1000); break;
			case Types.VARCHAR: said = rows.getString(i); break;
			default: return "of another type";
		}
		return rows.wasNull() || rows.getObject(i) == null ? "" : said;
	}

	public static void main(String[] args) throws Exception {
		BufferedReader queries = new BufferedReader(new InputStreamReader(System.in));
		try (Connection connection = DriverManager.getConnection(args[0])) {
			for (String query; (query = queries.readLine()) != null; ) {
				try (PreparedStatement statement = connection.prepareStatement(query)) {
					// from the second time on, the plan is kept, and dates and numbers
					// are in binary form
					((org.postgresql.PGStatement) statement).setPrepareThreshold(1);
					for (int time = 1; time <= 2; time++) {
						try (ResultSet rows = statement.executeQuery()) {
							ResultSetMetaData columns = rows.getMetaData();
							for (int i = 1; i <= columns.getColumnCount() && time == 1; i++)
								System.out.println("column|" + columns.getColumnName(i) + "|" + columns.getColumnType(i)
									+ "|" + columns.getColumnTypeName(i) + "|" + columns.getColumnClassName(i));
							System.out.println("time " + time);
							while (rows.next()) {
								StringBuilder row = new StringBuilder("row");
								for (int i = 1; i <= columns.getColumnCount(); i++)
									row.append('|').append(value(rows, i, columns.getColumnType(i)));
								System.out.println(row);
							}
						}
					}
					System.out.println("end");
				}
			}
		}
	}
}
