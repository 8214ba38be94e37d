"""Reminders, escalations, and the program that keeps deadlines, in Indonesian."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "notice-reminder": "Kepada {recipient}: {about} jatuh tempo pada {due}.",
    "notice-escalation": "Kepada {recipient}: {about} jatuh tempo pada {due} dan belum dikerjakan.",
    "notice-confirmation": (
        "Kepada {recipient}: {about} jatuh tempo pada {due} dan belum dikerjakan. Mohon penegasan apakah kasus "
        "dilanjutkan sebagai: {label}."
    ),
    "notice-reminder-subject": "Pengingat: {about}, kasus {case}, jatuh tempo {due}",
    "notice-escalation-subject": "Lewat waktu: {about}, kasus {case}, jatuh tempo {due}",
    "notice-confirmation-subject": "Perlu penegasan: {about}, kasus {case}, jatuh tempo {due}",
    "notice-service": "Layanan yang dijanjikan",
    "notice-case": "Kasus: {case}",
    "notice-sop": "SOP: {title} (versi {version})",
    "notice-step": "Langkah: {step}",
    "notice-actor": "Pelaksana: {actor}",
    "notice-person": "Diambil oleh: {person}",
    "notice-due": "Jatuh tempo: {due}",
    "notice-due-uncertain": "Jatuh tempo: {due}, belum pasti",
    "delivery-webhook-slow": "{url} tidak menjawab tepat waktu.",
    "delivery-webhook-lost": "{url} tidak dapat dihubungi: {reason}",
    "delivery-webhook-refused": "{url} menjawab dengan status {status}.",
    "delivery-mail-address": (
        "Tidak ada alamat surel bagi {recipient}; tambahkan pada [mail.addresses] dalam pengaturan."
    ),
    "delivery-mail-lost": "Server surel {server} tidak dapat dihubungi: {reason}",
    "delivery-mail-refused": "Server surel menolak surel untuk {recipient}: {status} {reason}",
    "delivery-nobody": (
        "Tidak ada saluran yang menjangkau {recipient}; tambahkan alamat pada [mail.addresses] dalam pengaturan."
    ),
    "delivery-fault": "Saluran {channel} gagal: {reason}",
    "delivery-said": "{reason}",
    "delivery-channel": "Pengaturan program ini tidak lagi memuat '{channel}'.",
    "watch-settings-channels": "Saluran pengiriman perlu nama yang berbeda-beda, paling panjang 20 huruf; ini {names}.",
    "watch-settings-missing": "Tidak ada berkas pengaturan {file}.",
    "watch-settings-unopened": "Pengaturan {file} tidak dapat dibuka: {reason}.",
    "watch-settings-unreadable": "Pengaturan {file} bukan TOML yang benar; lihat baris {line}.",
    "watch-settings-unknown": "Pengaturan tidak mengenal '{key}'; pilihannya {known}.",
    "watch-settings-value": "'{key}' dalam pengaturan berisi {found}; seharusnya {expected}.",
    "watch-settings-lacking": "Pengaturan memerlukan '{key}'.",
    "watch-settings-secret": "'{key}' dalam pengaturan menyebut variabel lingkungan {name}, yang belum diisi.",
    "watch-settings-whsec": (
        "Variabel lingkungan {name} tidak memuat rahasia yang cukup panjang: sedikitnya 16 huruf, "
        "atau whsec_ disusul base64."
    ),
    "watch-settings-none": "Pengaturan '{section}' tidak mempunyai isi; hapus '{key}'.",
    "watch-settings-password": (
        "Tulis pengguna dan kata sandi di luar alamat '{key}'; untuk surel ada user dan password_env."
    ),
    "setting-text": "teks",
    "setting-number": "bilangan di atas 0",
    "setting-table": "tabel",
    "cli-deadlines-missing": (
        'Menjaga tenggat memerlukan paket tambahan; pasang dengan: pip install "sopflow[deadlines]"'
    ),
    "cli-serve-deadlines-help": (
        "Jaga tenggat dalam basis data: kirim pengingat dan eskalasi, tempuh jalan lewat waktu. Hentikan dengan Ctrl-C."
    ),
    "cli-settings-option": "Pengaturan pengiriman, berkas TOML; tanpa opsi ini pemberitahuan masuk ke log.",
    "cli-serving": "Menjaga tenggat dalam {database} (Ctrl-C mengakhiri).",
    "cli-served": "Berakhir; yang jatuh tempo menunggu program dijalankan lagi.",
    "cli-deadlines-help": "Tampilkan yang akan terjadi dengan sendirinya, dan yang menunggu pejabat.",
    "cli-until-option": "Hanya yang jatuh tempo sampai saat ini.",
    "cli-deadlines-actor-option": "Hanya yang diberitahukan kepada, atau dijawab oleh, pelaksana ini.",
    "cli-referral-help": "Yang diajukan kepada pejabat: tegaskan atau kesampingkan.",
    "cli-referral-confirm-help": (
        "Tempuh jalan lewat waktu yang diajukan kepada pejabat, atau catat bahwa pemberitahuan sudah disampaikan "
        "sendiri."
    ),
    "cli-referral-dismiss-help": "Catat bahwa pejabat sudah menanganinya dengan cara lain; kasusnya tidak diubah.",
    "cli-number-argument": "Nomor dalam 'sopflow deadlines'.",
    "cli-number-form": "'{value}' bukan nomor; lihat kolom pertama: sopflow deadlines",
    "deadlines-none": "Tidak ada yang akan terjadi dengan sendirinya.",
    "deadlines-next": "Yang akan terjadi dengan sendirinya:",
    "deadlines-referred": "Yang menunggu pejabat (sopflow referral confirm NOMOR --by PELAKSANA):",
    "deadlines-unwatched": "Belum ada yang menjaga tenggat dalam basis data ini; jalankan: sopflow serve-deadlines",
    "deadlines-late": "terlambat",
    "deadlines-to": "{role} ({person})",
    "deadlines-promised": "layanan yang dijanjikan",
    "deadline-reminder": "Pengingat",
    "deadline-escalation": "Eskalasi",
    "deadline-overdue-way": "Jalan lewat waktu",
    "referral-overdue-way": "Tegaskan jalan lewat waktu",
    "referral-undelivered": "Pemberitahuan tidak sampai",
    "referral-confirmed": "Nomor {number} sudah ditegaskan.",
    "referral-dismissed": "Nomor {number} sudah diselesaikan; kasusnya tetap.",
    "column-when": "Kapan",
    "column-recipient": "Kepada",
    "due-dates-name": "Jatuh tempo: {whose}",
    "due-dates-overdue": "LEWAT WAKTU: {activity} ({case})",
    "due-dates-summary": "{activity} ({case})",
    "due-dates-everybody": "semua tugas",
    "cli-worklist-format-option": "Bentuk jawaban; ics adalah kalender jatuh tempo.",
}
