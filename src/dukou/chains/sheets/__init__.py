"""Reference files as they come: panels and input–output tables out of Parquet, csv, xlsx and npz. Nothing here knows a row of the house."""
